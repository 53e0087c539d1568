//! What a test of test262 says of itself at its head (INTERPRETING.md). Not running it.

/// The head of a test.
#[derive(Default)]
pub struct Told {
    pub flags: Vec<String>,
    pub includes: Vec<String>,
    /// In which phase what kind of error must come.
    pub negative: Option<(String, String)>,
}

impl Told {
    pub fn read(text: &str) -> Self {
        let inside =
            text.split_once("/*---").and_then(|(_, rest)| rest.split_once("---*/")).map_or("", |(head, _)| head);
        let mut told = Self::default();
        let mut field = "";
        let mut phase = String::new();
        for line in inside.split(['\n', '\r']).filter(|line| !line.is_empty()) {
            let line = line.trim_end();
            if !line.starts_with(' ') {
                field = line.split(':').next().unwrap_or_default();
            }
            let value = line.trim().trim_start_matches("- ").trim();
            let list = match value.split_once('[').filter(|_| !line.starts_with(' ')) {
                Some((_, rest)) => rest.trim_end_matches(']').split(',').map(|one| one.trim().to_owned()).collect(),
                None if line.starts_with(' ') => vec![value.to_owned()],
                None => Vec::new(),
            };
            match field {
                "flags" => told.flags.extend(list),
                "includes" => told.includes.extend(list),
                "negative" => {
                    if let Some(is) = value.strip_prefix("phase:") {
                        is.trim().clone_into(&mut phase);
                    }
                    if let Some(is) = value.strip_prefix("type:") {
                        told.negative = Some((phase.clone(), is.trim().to_owned()));
                    }
                }
                _ => {}
            }
        }
        if let Some((known, _)) = &mut told.negative {
            *known = phase;
        }
        told
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }

    /// Whether it runs in one mode only.
    pub fn once(&self) -> bool {
        ["module", "raw", "noStrict", "onlyStrict"].iter().any(|flag| self.has(flag))
    }
}
