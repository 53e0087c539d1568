//! Programs that have the terminal for a while: an editor for an entry, which `VISUAL` or `EDITOR` names, on a file of its own
//! that is gone afterwards; a lesson. Not what the text means.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use crate::system;

/// What is started where nobody says.
const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// `text` as the person leaves it; `terminal` is where the person sits, if that is not standard input.
pub fn edit(text: &str, terminal: Option<Stdio>) -> Result<String> {
    let named = |name| env::var_os(name).filter(|value| !value.is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| USUAL.into());
    let path = env::temp_dir().join(format!("slabscope-entry-{}.js", std::process::id()));
    // One that was left behind is somebody else's: it is not followed.
    let _ = fs::remove_file(&path);
    let mut file = system::private(fs::OpenOptions::new().read(true).write(true).create_new(true))
        .open(&path)
        .context("there is no room for a file to edit")?;
    let edited = file.write_all(text.as_bytes()).context("the file to edit cannot be written").and_then(|()| {
        let status =
            shell(&editor, path.as_os_str().to_owned()).stdin(terminal.unwrap_or_else(Stdio::inherit)).status();
        let named = editor.to_string_lossy();
        match status.with_context(|| format!("{named} cannot be started; EDITOR names another editor"))? {
            status if status.success() => Ok(()),
            status => bail!("{named} ended with {status}: the entry stays as it was"),
        }
    });
    // An editor may have put a new file in its place.
    let edited = edited.and_then(|()| fs::read(&path).context("what was edited cannot be read"));
    let _ = fs::remove_file(&path);
    let text = String::from_utf8_lossy(&edited?).replace("\r\n", "\n");
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// This program once more, showing a lesson.
pub fn learn(number: usize, terminal: Option<Stdio>) -> Result<()> {
    let program = env::current_exe().context("slabscope does not find itself; slabscope learn shows lessons")?;
    let mut command = Command::new(program);
    command.arg("learn").arg(number.to_string()).stdin(terminal.unwrap_or_else(Stdio::inherit));
    command.status().context("slabscope cannot be started again; slabscope learn shows lessons")?;
    Ok(())
}

/// The editor with its own arguments: `EDITOR="code --wait"`.
fn shell(editor: &OsString, file: OsString) -> Command {
    let words = editor.to_string_lossy();
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(USUAL));
    command.args(words).arg(file);
    command
}
