//! The lessons that are in the program, by number and name. Not how they are shown.

/// A lesson's name, as its file has it, and its transcript.
#[derive(Clone, Copy, Debug)]
pub struct Lesson {
    /// Its number, counted from 1.
    pub number: usize,
    name: &'static str,
    /// The transcript.
    pub text: &'static str,
}

macro_rules! lessons {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../transcripts/lessons/", $name, ".transcript")))),*]
    };
}

const LESSONS: [(&str, &str); 15] = lessons! {
    "01-pool-basics"
    "02-shared-memory"
    "03-fragmentation"
    "04-threshold"
    "05-alignment"
    "06-early-roll-over"
    "07-slices-that-pin"
    "08-copying-to-release"
    "09-stale-secrets"
    "10-alloc-allocunsafe-slow"
    "11-typed-arrays-and-endianness"
    "12-encodings-and-length"
    "13-64-kib-pools"
    "14-aligned-base"
    "15-where-the-256-comes-from"
};

/// All of them.
pub fn lessons() -> impl Iterator<Item = Lesson> {
    LESSONS.into_iter().enumerate().map(|(index, (name, text))| Lesson { number: index + 1, name, text })
}

/// The one that is meant by a number or a part of its title.
pub fn lesson(wanted: &str) -> Option<Lesson> {
    let wanted = wanted.trim().to_lowercase().replace('-', " ");
    match wanted.parse::<usize>() {
        Ok(number) => lessons().find(|lesson| lesson.number == number),
        Err(_) => lessons().find(|lesson| !wanted.is_empty() && lesson.title().contains(&wanted)),
    }
}

/// The list of them, a line each.
pub fn listed() -> String {
    let line = |lesson: Lesson| format!("{:>2}  {:<28}{:>2} steps\n", lesson.number, lesson.title(), lesson.length());
    lessons().map(line).collect()
}

impl Lesson {
    /// What it is called.
    pub fn title(&self) -> String {
        let name = self.name.split_once('-').map_or(self.name, |(_, name)| name);
        name.replace('-', " ")
    }

    /// How many entries there are to see.
    pub fn length(&self) -> usize {
        self.text.lines().filter(|line| line.starts_with("> ")).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lesson_is_there_and_can_be_read() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts/lessons");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("the lessons")
            .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let known: Vec<String> = lessons().map(|lesson| format!("{}.transcript", lesson.name)).collect();
        assert_eq!(files, known);
        assert!(listed().lines().all(|line| line.len() <= 40) && listed().lines().count() <= 20, "{}", listed());
    }

    #[test]
    fn a_lesson_is_found_by_number_and_title() {
        let title = |wanted| lesson(wanted).map(|lesson| lesson.title());
        assert_eq!(title("7").as_deref(), Some("slices that pin"));
        assert_eq!(title("07").as_deref(), Some("slices that pin"));
        assert_eq!(title("Stale").as_deref(), Some("stale secrets"));
        assert_eq!(title("64-kib").as_deref(), Some("64 kib pools"));
        assert_eq!((title("16"), title("0"), title(""), title("wombat")), (None, None, None, None));
    }
}
