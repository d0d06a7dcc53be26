//! Lengths by the rules of each channel, on texts that are easy to miscount.

mod support;

use candor::say::count::{self, Coding, Sms};

fn sms(text: &str) -> (Coding, usize, usize) {
    let Sms { coding, units, parts } = count::sms(text);
    (coding, units, parts)
}

#[test]
fn text_messages() {
    use Coding::{Gsm7, Ucs2};
    let a = |n| "a".repeat(n);
    let cases = [
        // The whole alphabet, and where one message ends.
        ("Uploads fail.".to_owned(), (Gsm7, 13, 1)),
        (a(160), (Gsm7, 160, 1)),
        (a(161), (Gsm7, 161, 2)),
        (a(306), (Gsm7, 306, 2)),
        (a(307), (Gsm7, 307, 3)),
        ("äöüñàèéùìò£¥§¿ØøÆæßÉÇΔΩ@_".to_owned(), (Gsm7, 25, 1)),
        // The extension table: each counts twice, and none is cut in two at the end of a part.
        ("€".to_owned(), (Gsm7, 2, 1)),
        ("[~{^|}\\]".to_owned(), (Gsm7, 16, 1)),
        ("€".repeat(80), (Gsm7, 160, 1)),
        ("€".repeat(81), (Gsm7, 162, 2)),
        (format!("{}€{}", a(152), a(152)), (Gsm7, 306, 3)),
        // A line end is a letter of the alphabet.
        ("one\ntwo".to_owned(), (Gsm7, 7, 1)),
        // One letter outside the alphabet makes all of them twice as wide.
        ("Uploads fail – we know".to_owned(), (Ucs2, 22, 1)),
        ("It’s down".to_owned(), (Ucs2, 9, 1)),
        (format!("{}ç", a(69)), (Ucs2, 70, 1)),
        (format!("{}ç", a(70)), (Ucs2, 71, 2)),
        ("日".repeat(134), (Ucs2, 134, 2)),
        ("日".repeat(135), (Ucs2, 135, 3)),
        // Emoji are two units, families many; no pair is cut in two.
        ("🔥".to_owned(), (Ucs2, 2, 1)),
        ("👩‍👩‍👧".to_owned(), (Ucs2, 8, 1)),
        (format!("{}🔥{}", "ł".repeat(66), "ł".repeat(66)), (Ucs2, 134, 3)),
        // An accent of its own is a letter of its own, and not in the alphabet.
        ("e\u{301}".to_owned(), (Ucs2, 2, 1)),
        (String::new(), (Gsm7, 0, 1)),
    ];
    for (text, expected) in cases {
        assert_eq!(sms(&text), expected, "{text}");
    }
}

#[test]
fn signs_are_made_plain_before_a_text_message_is_counted() {
    assert_eq!(
        count::plain_signs("“It’s” – 12 Feb—3 Mar … 2 × ‘a’\u{a0}b cafe\u{301}"),
        "\"It's\" - 12 Feb-3 Mar ... 2 x 'a' b café"
    );
    assert_eq!(count::not_gsm("Łódź – café"), ['ó', 'Ł', 'ź', '–']);
}

#[test]
fn posts_on_x() {
    let cases = [
        ("Uploads fail.", 13),
        ("", 0),
        // An address is 23, however long or short, and what follows it is the sentence's.
        ("https://a.example/x", 23),
        ("See https://status.quillhaven.example/incidents/QH-2026-0011/ now", 4 + 23 + 4),
        ("(https://status.example.com/a_(b)).", 1 + 23 + 2),
        ("https://a.example/1 https://b.example/2", 47),
        ("Look: https://status.example.com/very/long/path?with=query&and=more#fragment.", 6 + 23 + 1),
        // Without a scheme it may become a link or not: the larger of both counts.
        ("example.com", 23),
        ("status.quillhaven.example/incidents", 35),
        ("at 5.4.1 and 14.30", 18),
        // European letters and common signs are 1, even “curly” ones and dashes.
        ("“It’s” – fine — ok", 18),
        ("Ærøskøbing, naïve, ŁÓDŹ", 23),
        // The sign of three dots, and the euro, are 2.
        ("…", 2),
        ("€5", 3),
        // Scripts of East Asia are 2 a letter.
        ("障害が発生", 10),
        ("장애", 4),
        // A letter with its accent apart is one letter.
        ("e\u{301}", 1),
        // Two accents that no one letter holds: the letter, and each of them.
        ("x\u{301}\u{302}", 3),
        // Emoji are 2, whatever they are made of.
        ("🔥", 2),
        ("👩‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇩🇪", 2),
        ("🇩🇪🇫🇷", 4),
        ("1️⃣", 2),
        ("1", 1),
        ("❤️", 2),
        ("©", 1),
        ("©️", 2),
        ("a\nb\n", 4),
        // Where the light ranges end: Georgian and Hangul, marks of direction, daggers, primes.
        ("\u{10ff}\u{1100}", 3),
        ("a\u{200d}b\u{200e}c", 6),
        ("\u{2010}\u{201f}", 2),
        ("\u{2020}", 2),
        ("5\u{2032} 7\u{2033}", 5),
        ("→", 2),
        // Thai and Devanagari are light, mark by mark.
        ("นี่", 3),
        ("नमस्ते", 6),
    ];
    for (text, expected) in cases {
        assert_eq!(count::x(text), expected, "{text}");
    }
}

#[test]
fn posts_on_bluesky() {
    let cases = [
        ("Uploads fail.", 13),
        ("", 0),
        // Addresses count in full.
        ("https://status.example.com/incidents/one/", 41),
        ("“It’s” – fine…", 14),
        ("障害が発生", 5),
        ("e\u{301}", 1),
        ("x\u{301}\u{302}", 1),
        ("🔥", 1),
        ("👩‍👩‍👧‍👦", 1),
        ("👍🏽", 1),
        ("🇩🇪🇫🇷", 2),
        ("1️⃣", 1),
        ("नमस्ते", 3),
        ("กำ", 1),
        ("각", 1),
        ("a\r\nb", 3),
    ];
    for (text, expected) in cases {
        assert_eq!(count::bluesky(text), expected, "{text}");
    }
}

#[test]
fn posts_on_mastodon() {
    let cases = [
        ("Uploads fail.", 13),
        ("", 0),
        ("https://a.example/x", 23),
        ("https://status.quillhaven.example/incidents/QH-2026-0011/#update-03-critical", 23),
        ("See https://status.example.com/a, then https://b.example/c.", 4 + 23 + 7 + 23 + 1),
        ("(https://status.example.com/a_(b))", 25),
        // Without a scheme it is not a link.
        ("status.example.com", 18),
        // A mention counts without its server.
        ("@status@social.quillhaven.example", 7),
        ("Ask @status@social.example, please", 19),
        ("mail: help@status.example.com", 29),
        ("“It’s” – fine…", 14),
        ("障害が発生", 5),
        ("👩‍👩‍👧‍👦 e\u{301} 🇩🇪", 5),
        ("a\nb", 3),
    ];
    for (text, expected) in cases {
        assert_eq!(count::mastodon(text), expected, "{text}");
    }
}

/// A family of four, 25 bytes and one letter.
const FAMILY: &str = "👩\u{200d}👩\u{200d}👧\u{200d}👦";

#[test]
fn posts_on_bluesky_have_a_second_limit_in_bytes() {
    let story = |text: &str| {
        let site = support::Site::new();
        let folder = site.content().join("say/one/01-first");
        std::fs::create_dir_all(&folder).expect("a folder");
        let tail = " 14:00 UTC https://status.example.com/incidents/one/";
        std::fs::write(folder.join("bluesky.txt"), format!("{text}{tail}")).expect("a text");
        let output = site.run(&["say", "one", "bluesky", "--now", "2026-03-03 12:00 UTC"]);
        support::text(&output.stderr)
    };
    // 120 families are 120 letters, and 3,000 bytes before the rest.
    assert_eq!(count::bluesky(&FAMILY.repeat(120)), 120);
    let said = story(&FAMILY.repeat(120));
    assert!(said.contains("bytes, and 3000 is the most"), "{said}");
    let said = story(&FAMILY.repeat(100));
    assert!(!said.contains("is the most"), "{said}");
    let said = story(&"é".repeat(260));
    assert!(said.contains("letters, and 300 is the most"), "{said}");
}

#[test]
fn letters_of_subjects_and_previews() {
    let cases = [
        ("", 0),
        ("Uploads fail", 12),
        ("née", 3),
        ("ne\u{301}e", 3),
        (FAMILY, 1),
        ("👍🏽", 1),
        ("🇩🇪🇫🇷", 2),
        ("1️⃣", 1),
        ("“It’s” – fine…", 14),
        ("障害が発生", 5),
        ("नमस्ते", 3),
        ("a\u{200b}b", 3),
        ("x\u{301}\u{302}\u{303}", 1),
    ];
    for (text, expected) in cases {
        assert_eq!(count::signs(text), expected, "{text}");
    }
}

#[test]
fn letters_of_long_posts_and_of_chat_programs() {
    let cases = [
        ("", 0),
        ("Uploads fail.", 13),
        ("“It’s” – fine…", 14),
        ("ne\u{301}e", 4),
        ("🔥", 2),
        ("🔥a", 3),
        (FAMILY, 11),
        ("👍🏽", 4),
        ("🇩🇪", 4),
        ("1️⃣", 3),
        ("障害が発生", 5),
        ("a\r\nb", 4),
        ("https://status.example.com/incidents/one/", 41),
    ];
    for (text, expected) in cases {
        assert_eq!(count::utf16(text), expected, "{text}");
    }
}

#[test]
fn words_that_are_read_aloud() {
    let cases = [
        ("", 0),
        ("Please write down: one – two, three.", 6),
        ("- . … !", 0),
        ("14:00 UTC", 2),
        ("fourteen hundred U T C", 5),
        ("sign-in", 1),
        ("don’t", 1),
        ("one\n\ntwo\tthree", 3),
        ("status.example.com", 1),
        ("“Yes.”", 1),
        ("a  b", 2),
        ("née café", 2),
    ];
    for (text, expected) in cases {
        assert_eq!(count::words(text), expected, "{text}");
    }
}
