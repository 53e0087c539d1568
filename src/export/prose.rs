//! The prose of a Markdown file as markup, with the steps of its transcripts in the places of their fences. Markup in it is shown as
//! text, links lead only to where a browser may go, and pictures are what is said of them.

use engine::transcript::{fence_word, is_fence};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

/// The page's steps: `source` with `blocks` in it.
pub fn prose(source: &str, blocks: &[String]) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut out = String::new();
    let mut blocks = blocks.iter();
    let mut events: Vec<Event> = Vec::new();
    let (mut inside, mut unlinked) = (false, Vec::new());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_fence(&fence_word(info.trim())) => {
                flush(&mut events, &mut out);
                out += blocks.next().map_or("", String::as_str);
                inside = true;
            }
            Event::End(TagEnd::CodeBlock) if inside => inside = false,
            _ if inside => {}
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let safe = link_type != LinkType::Email && leads_out(&dest_url);
                unlinked.push(!safe);
                if safe {
                    events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                }
            }
            Event::End(TagEnd::Link) if unlinked.pop() == Some(true) => {}
            Event::Start(Tag::Image { .. }) => events.push(Event::Text(CowStr::Borrowed("["))),
            Event::End(TagEnd::Image) => events.push(Event::Text(CowStr::Borrowed("]"))),
            event => events.push(event),
        }
    }
    flush(&mut events, &mut out);
    // What no fence was found for.
    out.extend(blocks.map(String::as_str));
    out
}

fn flush(events: &mut Vec<Event>, out: &mut String) {
    if events.is_empty() {
        return;
    }
    let mut markup = String::new();
    html::push_html(&mut markup, std::mem::take(events).into_iter());
    *out += &format!("<div class=\"prose\">{markup}</div>\n");
}

/// Whether a link is one to a page: neither a script nor anything else that a scheme may start.
fn leads_out(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    scheme.is_none_or(|scheme| ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stand_where_their_fences_were() {
        let source =
            "# T\n\na *b* <b>\n\n```transcript\n> 1\n```\n\n- x\n\n~~~node-repl\n> 2\n~~~\n\n```js\nf()\n```\n";
        let made = prose(source, &["<section>1</section>".to_owned(), "<section>2</section>".to_owned()]);
        assert!(made.contains("<h1>T</h1>") && made.contains("<em>b</em> &lt;b&gt;") && made.contains("f()"), "{made}");
        let places: Vec<_> = ["<h1>", "<section>1", "<li>x", "<section>2", "f()"].map(|part| made.find(part)).to_vec();
        assert!(places.is_sorted() && places[0].is_some(), "{made}");
    }

    #[test]
    fn nothing_in_it_is_obeyed() {
        let made = prose(
            "<script>alert(1)</script>\n\n[a](javascript:x) [b](https://e.x) ![c](http://e.x/c.png) <a@b.c>\n",
            &[],
        );
        assert!(!made.contains("<script") && !made.contains("javascript:") && !made.contains("<img"), "{made}");
        assert!(made.contains("href=\"https://e.x\"") && made.contains("[c]"), "{made}");
    }
}
