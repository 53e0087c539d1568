//! Which role has which ink: util.inspect's own colours where it has one, one hue for each owner of bytes. Not layout.

use owo_colors::Style;

use pool::styled::Role;

/// The hues of the owners, told apart also by colour-blind readers through the letters beside them.
const OWNERS: [fn(Style) -> Style; 8] = [
    Style::cyan,
    Style::yellow,
    Style::magenta,
    Style::green,
    Style::blue,
    Style::bright_red,
    Style::bright_cyan,
    Style::bright_magenta,
];

/// The ink of `role`.
pub fn style(role: Role) -> Style {
    let ink = Style::new();
    match role {
        Role::Plain | Role::Name | Role::Free => ink,
        Role::Number | Role::Boolean => ink.yellow(),
        Role::String | Role::Symbol | Role::Good => ink.green(),
        Role::Undefined | Role::Dim | Role::Startup | Role::Padding | Role::Abandoned | Role::Unwritten => {
            ink.bright_black()
        }
        Role::Null | Role::Strong | Role::Prompt => ink.bold(),
        Role::Date => ink.magenta(),
        Role::RegExp | Role::Error => ink.red(),
        Role::Special => ink.cyan(),
        Role::Keyword => ink.blue(),
        Role::Warning => ink.yellow().bold(),
        Role::Owner(index) => OWNERS[usize::from(index) % OWNERS.len()](ink),
        Role::Dead => ink.strikethrough(),
        Role::Stale => ink.underline(),
    }
}
