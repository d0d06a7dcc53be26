//! The commands that write, asked through a pseudo-terminal as people are: how many questions and keys
//! it takes, what becomes of the answers, and what is left when somebody breaks off.

mod support;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rexpect::session::{PtySession, spawn_command};
use support::fernhill::{INCIDENT, LATER, NOW, done, first, hold, read, site, snapshot};
use support::{Site, assert_in_order, files, words};

const ENTER: &str = "\r";
const DOWN: &str = "\x1b[B";
const SPACE: &str = " ";
const CTRL_C: &str = "\x03";

/// A talk with the program, which counts what it takes.
struct Talk {
    session: PtySession,
    keys: usize,
    questions: usize,
}

impl Talk {
    fn begin(site: &Site, args: &[&str], editor: Option<&str>) -> Self {
        Self::begin_in(site, args, editor, None)
    }

    /// With another folder for what is only there for a while.
    fn begin_in(site: &Site, args: &[&str], editor: Option<&str>, room: Option<&Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command
            .current_dir(site.path())
            .args(args)
            .env("NO_COLOR", "1")
            .env("TERM", "xterm")
            .env_remove("VISUAL");
        match editor {
            Some(editor) => command.env("EDITOR", editor),
            None => command.env_remove("EDITOR"),
        };
        if let Some(room) = room {
            command.env("TMPDIR", room);
        }
        let session = spawn_command(command, Some(20_000)).expect("a terminal");
        Self { session, keys: 0, questions: 0 }
    }

    /// Waits for the question and types the answer.
    fn answer(&mut self, question: &str, keys: &[&str]) -> &mut Self {
        self.session.exp_string(question).unwrap_or_else(|error| panic!("`{question}`: {error}"));
        self.questions += 1;
        for key in keys {
            self.session.send(key).expect("keys");
            self.session.flush().expect("keys");
            self.keys += if key.starts_with('\x1b') { 1 } else { key.chars().count() };
        }
        self
    }

    /// Waits for the end; everything that was printed since the last answer.
    fn end(&mut self, status: i32) -> String {
        let rest = self.session.exp_eof().expect("the end");
        let ended = self.session.process().wait().expect("a status");
        assert!(format!("{ended:?}").contains(&format!(", {status})")), "{ended:?}\n{rest}");
        rest
    }
}

#[test]
fn from_an_empty_folder_to_a_first_published_word_in_under_two_minutes() {
    let started = Instant::now();
    let site = Site::empty();
    let mut keys = 0;
    let mut questions = 0;
    let mut talk = Talk::begin(&site, &["init"], None);
    talk.answer("Whose status page is it?", &["Fernhill Tickets", ENTER])
        .answer("At which address", &["status.fernhill.example", ENTER])
        .answer("What do your customers use?", &["Ticket shop, Payments", ENTER])
        .answer("Where can people ask?", &["help@fernhill.example", ENTER])
        .answer("When does somebody answer there?", &["Every day, 06:00 to 22:00 UTC", ENTER])
        .answer("who can be reached in person?", &["mara@fernhill.example", ENTER])
        .answer("Who speaks on the page?", &["Mara Quist", ENTER])
        .answer("And their title?", &["Head of Operations", ENTER]);
    talk.end(0);
    (keys, questions) = (keys + talk.keys + "candor init".len() + 1, questions + talk.questions);

    let line = "Some card payments fail with an error since 09:00 UTC";
    let mut talk = Talk::begin(&site, &["hold", line, "--now", NOW], None);
    talk.answer("What is it?", &[ENTER])
        .answer("What has trouble?", &[DOWN, SPACE, ENTER])
        .answer("How is it there?", &[DOWN, ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    let said = talk.end(0);
    (keys, questions) =
        (keys + talk.keys + "candor hold \"\"".len() + line.len() + 1, questions + talk.questions);
    assert!(said.contains("What a reader takes away:"), "{said}");
    let update = read(&site, &format!("{INCIDENT}/01-holding.md"));
    assert_in_order(
        &update,
        &["payments: partial", "next_update: 2026-03-03 10:15 UTC", "We know, and we are working on it."],
    );
    site.build("2026-03-03 09:16 UTC");
    keys += "candor build".len() + 1;
    assert!(words(&site.page("index.html")).contains("Some card payments fail"));

    // A person who types 200 keys a minute, 40 words, and thinks two seconds at each question.
    let person = Duration::from_millis(u64::try_from(keys * 300 + questions * 2_000).expect("a time"));
    println!(
        "first word: {questions} questions, {keys} keys, {person:?} for a person, {:?} for the program",
        started.elapsed()
    );
    assert!(questions <= 12, "{questions} questions");
    assert!(person < Duration::from_secs(120), "{keys} keys and {questions} questions take {person:?}");
}

#[test]
fn a_progress_update_in_under_one_minute() {
    let site = site();
    hold(&site);
    first(&site);
    let line = "We know the cause: a certificate ran out. We are replacing it with the bank.";
    let mut talk = Talk::begin(&site, &["update", "--now", "2026-03-03 10:40 UTC"], None);
    talk.answer("What sort of update?", &[ENTER])
        .answer("What is the answer?", &[ENTER])
        .answer("Where does it stand?", &[DOWN, DOWN, ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer("What has changed?", &[line, ENTER]);
    talk.end(0);
    let keys = talk.keys + "candor update\r".len() + "candor build\r".len();
    let person = Duration::from_millis(u64::try_from(keys * 300 + talk.questions * 2_000).expect("a time"));
    println!("progress: {} questions, {keys} keys, {person:?} for a person", talk.questions);
    assert!(person < Duration::from_secs(60), "{person:?}");
    let update = read(&site, &format!("{INCIDENT}/03-progress.md"));
    assert_in_order(&update, &["type: progress", "state: fixing", "next_update: 2026-03-03 11:40 UTC", line]);
}

#[test]
fn an_update_opens_with_what_readers_still_wait_for() {
    let site = site();
    hold(&site);
    first(&site);
    let mut talk = Talk::begin(&site, &["update", "--now", "2026-03-03 11:00 UTC"], None);
    let shown = talk.session.exp_string("What sort of update?").expect("the question");
    assert_in_order(&shown, &["Open: Q1", "Was any card charged", "late", "Next update"]);
    talk.session.send(ENTER).expect("keys");
    talk.session.flush().expect("keys");
    talk.answer(
        "You promised 2026-03-03 10:45 UTC, and are 15 minutes late. Why?",
        &["We were on the phone.", ENTER],
    );
    talk.answer("What is the answer?", &[ENTER]);
    talk.answer("Where does it stand?", &[CTRL_C]);
    assert!(talk.end(130).contains("Nothing was written."));
}

#[test]
fn interrupted_anywhere_nothing_is_left_behind() {
    let site = site();
    hold(&site);
    let before = snapshot(&site);
    let mut talk = Talk::begin(&site, &["hold", "Search is slow.", "--now", LATER], None);
    talk.answer("What is it?", &[ENTER]).answer("What has trouble?", &[CTRL_C]);
    assert!(talk.end(130).contains("Nothing was written."));
    assert_eq!(snapshot(&site), before);

    // While the editor has the terminal: the file that it was given goes too.
    let room = tempfile::tempdir().expect("a folder");
    let slow = editor(&site, "echo the editor is open; exec sleep 20");
    let before = snapshot(&site);
    let mut talk = Talk::begin_in(&site, &["resolve", "--now", LATER], Some(&slow), Some(room.path()));
    talk.answer("how was Ticket shop?", &[DOWN, ENTER])
        .answer("When did it work again?", &[ENTER])
        .answer("What fixed it", &["A new certificate.", ENTER])
        .answer("Was any data lost?", &[DOWN, ENTER])
        .answer("On which day", &[ENTER])
        .answer("What do you not know yet?", &["nothing", ENTER])
        .answer("What stopped working", &[ENTER])
        .answer("the editor is open", &[CTRL_C]);
    talk.end(130);
    assert_eq!(snapshot(&site), before);
    assert!(files(room.path()).is_empty(), "nothing is left where the editor's file was");
}

/// An editor that runs a line of shell on the file.
fn editor(site: &Site, script: &str) -> String {
    let path = site.path().join("editor.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("an editor");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("an editor");
    }
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn words_are_written_in_the_editor_and_checked_when_it_closes() {
    let site = site();
    hold(&site);
    first(&site);
    // First it leaves HTML in, then, opened again, mends it.
    let editor = editor(
        &site,
        "cp \"$1\" seen.$(ls seen.* 2>/dev/null | wc -l)\nif grep -q '<b>' \"$1\"; then sed -i 's/<b>//' \"$1\"; else sed -i 's/^<!-- What has changed.*/We are <b>replacing a certificate./' \"$1\"; fi",
    );
    let mut talk = Talk::begin(
        &site,
        &["update", "--now", "2026-03-03 10:40 UTC", "--next", "11:40 UTC"],
        Some(&editor),
    );
    talk.answer("What sort of update?", &[ENTER])
        .answer("What is the answer?", &[ENTER])
        .answer("Where does it stand?", &[ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("What has changed?", &[ENTER])
        .answer("This is HTML", &[])
        .answer("What now?", &[ENTER]);
    let said = talk.end(0);
    assert!(said.contains("03-progress.md"), "{said}");
    let seen = std::fs::read_to_string(site.path().join("seen.0")).expect("what the editor saw");
    assert_in_order(
        &seen,
        &["next_update: 2026-03-03 11:40 UTC", "<!-- Open: Q1", "## Answers", "<!-- Answers to questions"],
    );
    let update = read(&site, &format!("{INCIDENT}/03-progress.md"));
    assert!(update.ends_with("---\nWe are replacing a certificate.\n"), "{update}");
    assert!(!update.contains("#?"), "{update}");
}

#[test]
fn an_editor_that_is_closed_without_a_word_writes_nothing() {
    let site = site();
    let before_editor = editor(&site, "true");
    let before = snapshot(&site);
    let mut talk = Talk::begin(
        &site,
        &["new", "outage", "--title", "Payments fail", "--now", NOW],
        Some(&before_editor),
    );
    talk.answer("How bad is it", &[ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("What has trouble?", &[SPACE, ENTER])
        .answer("How is it there?", &[ENTER])
        .answer("How is everything else?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    assert!(talk.end(130).contains("You wrote nothing"));
    assert_eq!(snapshot(&site), before);
}

#[test]
fn without_an_editor_the_words_are_asked_for_part_by_part() {
    let site = site();
    hold(&site);
    let mut talk = Talk::begin(&site, &["update", "--now", LATER], None);
    talk.answer("What sort of update?", &[ENTER])
        .answer("Where does it stand?", &[ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("How is the rest (Ticket shop)?", &[DOWN, ENTER])
        .answer("How do you know?", &["it takes orders as usual", ENTER])
        .answer("How bad is it for customers?", &[ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer("The first words?", &["About one card payment in three fails since 09:02 UTC.", ENTER])
        .answer("Impact", &["You see an error, and your card is not charged.", ENTER])
        .answer("What we know", &[ENTER])
        .answer(
            "What do you not know yet?",
            &["Was any card charged without a ticket? (by 12:00 UTC)", ENTER],
        )
        .answer("And?", &[ENTER])
        .answer("What have you done?", &["09:10 UTC We called in the payments team.", ENTER])
        .answer("And?", &[ENTER])
        .answer("What should people do?", &["Choose bank transfer if you can.", ENTER])
        .answer("And?", &[ENTER])
        .answer("Questions", &[ENTER]);
    talk.end(0);
    let update = read(&site, &format!("{INCIDENT}/02-first.md"));
    assert_in_order(
        &update,
        &[
            "severity: major",
            "speaker: mara-quist",
            "ticket-shop: { not_affected: it takes orders as usual }",
            "## Impact\nYou see an error",
            "- Q1 (by 2026-03-03 12:00 UTC): Was any card",
            "- 09:10 UTC We called",
            "- Choose bank transfer",
        ],
    );
    site.build("2026-03-03 09:44 UTC");
}

#[test]
fn a_correction_is_asked_for_in_plain_words() {
    let site = site();
    hold(&site);
    first(&site);
    let mut talk =
        Talk::begin(&site, &["correct", "--now", "2026-03-03 09:55 UTC", "--speaker", "mara-quist"], None);
    talk.answer("Which words were wrong?", &["no such words", ENTER]);
    talk.session.exp_string("do not stand in any published update").expect("a hint");
    for _ in 0.."no such words".len() {
        talk.session.send("\x7f").expect("keys");
    }
    talk.session.send("About one card payment in three").expect("keys");
    talk.session.send(ENTER).expect("keys");
    talk.session.flush().expect("keys");
    talk.answer("What are the right words?", &["About one card payment in five", ENTER])
        .answer("What was wrong?", &[ENTER])
        .answer("How did the mistake come about?", &["We counted one bank twice.", ENTER])
        .answer("Who may have acted", &["Nobody needs to do anything.", ENTER])
        .answer("Who noticed it?", &[DOWN, ENTER]);
    let said = talk.end(0);
    assert!(said.contains("03-correction.md"), "{said}");
    assert_in_order(
        &read(&site, &format!("{INCIDENT}/03-correction.md")),
        &["said: About one card payment in three", "found_by: reader", "size: fact"],
    );
}

/// Ends an incident with its question answered.
fn resolve(site: &Site, now: &str) -> String {
    let mut talk = Talk::begin(site, &["resolve", "--now", now], None);
    talk.answer("What is the answer?", &["No, we compared all 412 with the bank.", ENTER])
        .answer("When did it work again?", &["10:30", ENTER])
        .answer("What fixed it", &["The bank replaced a certificate.", ENTER])
        .answer("Was any data lost?", &[DOWN, ENTER])
        .answer("On which day", &[ENTER])
        .answer("What stopped working", &["Card payments work again since 10:30 UTC.", ENTER]);
    talk.end(0)
}

#[test]
fn it_is_over_only_with_a_word_on_every_question() {
    let site = site();
    hold(&site);
    first(&site);
    let mut talk = Talk::begin(&site, &["resolve", "--now", "2026-03-03 13:00 UTC"], None);
    talk.answer("You promised", &["The bank kept us waiting.", ENTER]);
    talk.answer("What is the answer?", &[ENTER]);
    talk.session.exp_string("readers wait for it").expect("a hint");
    talk.answer("What is the answer?", &["by 18:00", ENTER]);
    // A time that has not come is not taken for the one of yesterday.
    talk.answer("When did it work again?", &["13:30", ENTER]);
    talk.session.exp_string("before it began, or has not come yet").expect("a hint");
    talk.answer("When did it work again?", &["\x7f\x7f\x7f\x7f\x7f12:50", ENTER])
        .answer("What fixed it", &["The bank replaced a certificate.", ENTER])
        // Enter alone claims nothing that nobody has checked.
        .answer("Was any data lost?", &[ENTER])
        .answer("On which day", &["2026-03-17", ENTER])
        .answer("What stopped working", &["Card payments work again since 12:50 UTC.", ENTER]);
    talk.end(0);
    assert_in_order(
        &read(&site, &format!("{INCIDENT}/03-resolved.md")),
        &[
            "late_reason: The bank kept us waiting.",
            "payments: recovered",
            "data_lost: unknown",
            "fixed_at: 2026-03-03 12:50 UTC",
            "This is over. Our review follows by 17 March 2026.",
            "## What we don't know yet",
            "- Q1 (by 2026-03-03 18:00 UTC): Was any card charged without a ticket?",
        ],
    );
    site.build("2026-03-03 13:01 UTC");
}

#[test]
fn it_comes_back_and_is_reviewed() {
    let site = site();
    hold(&site);
    first(&site);
    resolve(&site, "2026-03-03 10:40 UTC");
    assert_in_order(
        &read(&site, &format!("{INCIDENT}/03-resolved.md")),
        &["data_lost: none", "## Answers\n- Q1: No, we compared all 412 with the bank."],
    );

    let mut talk = Talk::begin(&site, &["reopen", "--now", "2026-03-03 14:00 UTC"], None);
    talk.answer("What has trouble?", &[DOWN, SPACE, ENTER])
        .answer("How is it there?", &[DOWN, ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer("What has come back?", &["Some card payments fail again since 13:50 UTC.", ENTER]);
    talk.end(0);
    let update = read(&site, &format!("{INCIDENT}/04-reopened.md"));
    assert_in_order(&update, &["type: reopened", "state: reopened", "payments: partial", "fail again"]);

    let mut talk = Talk::begin(&site, &["resolve", "--now", "2026-03-03 14:40 UTC"], None);
    talk.answer("When did it work again?", &["14:30", ENTER])
        .answer("What fixed it", &["The bank replaced the second certificate.", ENTER])
        .answer("Was any data lost?", &[DOWN, ENTER])
        .answer("On which day", &["2026-03-17", ENTER])
        .answer("What stopped working", &["Card payments work again since 14:30 UTC.", ENTER]);
    talk.end(0);

    // A review is written in an editor; closed, it is looked at.
    let script = "sed -i -e 's/^<!-- A summary.*/Card payments failed for four hours. No money was lost, and you do not need to do anything./' -e 's/^#? causes:$/causes:/' -e 's/^#? lessons:$/lessons:/' -e 's/^#?   - { area: technical.*/  - { area: technical, text: A certificate ran out. }/' -e 's/^#?   - { area: communication.*/  - { area: communication, text: We told you late. }/' \"$1\"";
    let editor = editor(&site, script);
    let mut talk = Talk::begin(&site, &["postmortem", "--now", "2026-03-10 10:00 UTC"], Some(&editor));
    let said = talk.end(0);
    assert!(said.contains("06-postmortem.md"), "{said}");
    let update = read(&site, &format!("{INCIDENT}/06-postmortem.md"));
    assert_in_order(&update, &["state: reviewed", "area: communication", "failed for four hours"]);
    assert!(!update.contains("<!--") && !update.contains("#?"), "{update}");
    site.build("2026-03-10 10:01 UTC");
}

#[test]
fn what_was_typed_is_not_lost_when_it_is_refused() {
    let site = site();
    hold(&site);
    first(&site);
    let before = snapshot(&site);
    let args =
        ["update", "--now", "2026-03-03 10:40 UTC", "--type", "progress", "--service", "payments=partial"];
    let mut talk = Talk::begin(&site, &args, None);
    talk.answer("What is the answer?", &[ENTER])
        .answer("Where does it stand?", &[DOWN, ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer("What has changed?", &["We <b>know</b> the cause.", ENTER]);
    let said = talk.end(1);
    assert_in_order(
        &said,
        &[
            "This is HTML",
            // The file is not there: the answer is named, and no line of it.
            "in your answer to ",
            "What has changed?",
            "We <b>know</b> the cause.",
            "Nothing was written.",
            "This is your text.",
            "03-progress.md",
            "type: progress",
            "We <b>know</b> the cause.",
        ],
    );
    assert_eq!(snapshot(&site), before);
}

#[test]
fn planned_work_is_asked_for_its_window() {
    let site = site();
    let mut talk = Talk::begin(&site, &["new", "maintenance", "--now", NOW], None);
    talk.answer("Its title", &["No payments on Sunday night", ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("What will not work during the work?", &[DOWN, SPACE, ENTER])
        .answer("How is everything else?", &[ENTER])
        .answer("How do you know?", &["it runs on other machines", ENTER])
        .answer("When does the work start?", &["2026-03-08 22:00 UTC", ENTER])
        .answer("When does it end?", &["02:00", ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer(
            "The first words?",
            &["You cannot pay on the night of Sunday 8 March, from 22:00 to 02:00 UTC.", ENTER],
        )
        .answer("Impact", &["You can look at tickets. We move to newer machines.", ENTER])
        .answer("What should people do?", &[ENTER])
        .answer("How you will know", &["This page says so by 02:00 UTC on 9 March.", ENTER])
        .answer("Questions", &[ENTER]);
    talk.end(0);
    assert_in_order(
        &read(&site, "incidents/2026-03-03-no-payments-sunday-night/01-notice.md"),
        &[
            "state: scheduled",
            "payments: maintenance",
            "ticket-shop: { not_affected: it runs on other machines }",
            "window: { start: 2026-03-08 22:00 UTC, end: 2026-03-09 02:00 UTC }",
            "next_update: 2026-03-07 22:00 UTC",
            "- You do not need to do anything.",
            "## How you will know that it is done\nThis page says so",
        ],
    );
    site.build("2026-03-03 09:16 UTC");
}

#[test]
fn a_breach_is_asked_for_by_its_own_template() {
    let site = site();
    let mut talk = Talk::begin(&site, &["new", "data-breach", "--severity", "critical", "--now", NOW], None);
    talk.answer("Its title", &["Notice of data breach: names of ticket buyers", ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("What has trouble?", &[SPACE, ENTER])
        .answer("How is it there?", &[DOWN, DOWN, DOWN, DOWN, ENTER])
        .answer("How is everything else?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer(
            "The first words?",
            &["Somebody copied the names of 412 ticket buyers on 2 March 2026.", ENTER],
        )
        .answer("What happened", &["It happened on 2 March, and we found it on 3 March 2026.", ENTER])
        .answer("What information was involved", &["Names and e-mail addresses. No card numbers.", ENTER]);
    talk.answer("What it could mean for you", &[CTRL_C]);
    assert!(talk.end(130).contains("Nothing was written."));
    assert!(!site.content().join("incidents").exists());
}

#[test]
fn whoever_breaks_off_leaves_nothing() {
    let empty = Site::empty();
    let mut talk = Talk::begin(&empty, &["init"], None);
    talk.answer("Whose status page is it?", &["Fernhill Tickets", ENTER])
        .answer("At which address", &["status.fernhill.example", ENTER])
        .answer("What do your customers use?", &[CTRL_C]);
    assert!(talk.end(130).contains("Nothing was written."));
    assert!(files(empty.path()).is_empty() && !empty.content().exists());

    let site = site();
    hold(&site);
    first(&site);
    let at = "2026-03-03 10:00 UTC";
    let before = snapshot(&site);
    let talks: [(&[&str], &[&str]); 6] = [
        (&["new", "outage"], &["Its title"]),
        (&["new", "scam", "--title", "Fake emails in our name"], &["How bad is it", "Who speaks?"]),
        (&["update"], &["What sort of update?", "What is the answer?", "Where does it stand?"]),
        (&["resolve", "--answer", "Q1: No."], &["When did it work again?"]),
        (&["correct"], &["Which words were wrong?"]),
        (
            &["hold", "Search is slow.", "--kind", "outage"],
            &["What has trouble?", "When do readers hear more?"],
        ),
    ];
    for (command, questions) in talks {
        let args: Vec<&str> = command.iter().copied().chain(["--now", at]).collect();
        let mut talk = Talk::begin(&site, &args, None);
        for (number, question) in questions.iter().enumerate() {
            talk.answer(question, &[if number + 1 == questions.len() { CTRL_C } else { ENTER }]);
        }
        assert!(talk.end(130).contains("Nothing was written."), "{args:?}");
        assert_eq!(snapshot(&site), before, "{args:?}");
    }
}

#[test]
fn hold_and_resolve_pass_at_the_first_try() {
    let site = site();
    let line = "Some card payments fail with an error since 09:00 UTC";
    let mut talk = Talk::begin(&site, &["hold", line, "--now", NOW], None);
    talk.answer("What is it?", &[ENTER])
        .answer("What has trouble?", &[DOWN, SPACE, ENTER])
        .answer("How is it there?", &[DOWN, ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    talk.end(0);
    let mut talk = Talk::begin(&site, &["resolve", "--now", "2026-03-03 09:40 UTC"], None);
    talk.answer("Nothing was said of it yet: how was Ticket shop?", &[ENTER])
        .answer("How do you know", &["it takes orders as usual", ENTER])
        .answer("When did it work again?", &["now", ENTER])
        .answer("What fixed it", &["The bank replaced a certificate.", ENTER])
        .answer("Was any data lost?", &[DOWN, ENTER])
        .answer("On which day", &[ENTER])
        // Enter alone does not claim that nothing is open.
        .answer("What do you not know yet?", &[ENTER]);
    talk.session.exp_string("write `nothing` if nothing is open").expect("a hint");
    // After the end a question has to have a time.
    talk.session.send("Why did it run out?").expect("keys");
    talk.session.send(ENTER).expect("keys");
    talk.session.flush().expect("keys");
    talk.session.exp_string("say by when you answer it").expect("a hint");
    for key in ["\x7f"; 19] {
        talk.session.send(key).expect("keys");
    }
    talk.answer("", &["Nothing is open.", ENTER]).answer(
        "What stopped working",
        &["Some card payments failed from 09:00 to 09:40 UTC. They work again.", ENTER],
    );
    let said = talk.end(0);
    assert!(!said.contains("stop["), "{said}");
    assert_in_order(
        &read(&site, &format!("{INCIDENT}/02-resolved.md")),
        &[
            "payments: recovered",
            "ticket-shop: { not_affected: it takes orders as usual }",
            "fixed_at: 2026-03-03 09:40 UTC",
            "## What you should do\n- You do not need to do anything.",
            "## What we don't know yet\nNothing is open.",
        ],
    );
    site.build("2026-03-03 09:41 UTC");
}

#[test]
fn whoever_marks_nothing_is_told_that_all_is_still_being_checked() {
    let site = site();
    let line = "Some card payments fail with an error since 09:00 UTC";
    let mut talk = Talk::begin(&site, &["hold", line, "--now", NOW], None);
    talk.answer("What is it?", &[ENTER])
        .answer("What has trouble?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    let said = talk.end(0);
    assert!(said.contains("You marked no service, so the page says that all of them are still"), "{said}");
    assert!(read(&site, &format!("{INCIDENT}/01-holding.md")).contains("services:\n  all: checking\n"));

    // At the end, one answer settles what was still being checked; what is not known has its time.
    let mut talk = Talk::begin(&site, &["resolve", "--now", "2026-03-03 09:40 UTC"], None);
    talk.answer("Which of these had trouble, and work again?", &[DOWN, SPACE, ENTER])
        .answer("How do you know", &["it takes orders as usual", ENTER])
        .answer("When did it work again?", &["10 min ago", ENTER])
        .answer("What fixed it", &["The bank replaced a certificate.", ENTER])
        .answer("Was any data lost?", &[ENTER])
        .answer("On which day", &[ENTER])
        .answer("By when will you know whether data was lost?", &["18:00", ENTER])
        .answer("What stopped working", &["Some card payments failed, and work again.", ENTER]);
    talk.end(0);
    assert_in_order(
        &read(&site, &format!("{INCIDENT}/02-resolved.md")),
        &[
            "ticket-shop: { not_affected: it takes orders as usual }",
            "payments: recovered",
            "data_lost: unknown",
            "fixed_at: 2026-03-03 09:30 UTC",
            "- Q1 (by 2026-03-03 18:00 UTC): Was any data lost?",
        ],
    );
    site.build("2026-03-03 09:41 UTC");
}

#[test]
fn the_end_of_an_attack_says_whether_data_was_reached() {
    let site = site();
    let mut talk = Talk::begin(
        &site,
        &[
            "hold",
            "Somebody who is not one of us read some orders.",
            "--kind",
            "security_incident",
            "--now",
            NOW,
        ],
        None,
    );
    talk.answer("What has trouble?", &[SPACE, ENTER])
        .answer("How is it there?", &[DOWN, DOWN, DOWN, DOWN, ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    talk.end(0);
    let mut talk = Talk::begin(
        &site,
        &["resolve", "--service", "payments=not_affected: it has keys of its own", "--now", LATER],
        None,
    );
    talk.answer("When did it work again?", &[ENTER])
        .answer("What fixed it", &["We turned the key off.", ENTER])
        .answer("Was any data lost?", &[DOWN, ENTER])
        .answer("On which day", &[ENTER])
        .answer("Could somebody have reached people's data?", &[ENTER])
        .answer("By when will you know whether somebody reached data?", &["18:00", ENTER])
        .answer("Should readers change their password?", &[ENTER])
        .answer("What stopped working", &["Somebody read 12 orders. We have turned the key off.", ENTER]);
    talk.end(0);
    let entries = files(&site.content());
    let path = entries.keys().find(|path| path.ends_with("02-resolved.md")).expect("the end");
    assert_in_order(
        &read(&site, path),
        &[
            "ticket-shop: recovered",
            "data_access: unknown",
            "password_change: later",
            "- Q1 (by 2026-03-03 18:00 UTC): Did anyone see",
        ],
    );
    site.build("2026-03-03 09:44 UTC");
}

#[test]
fn a_list_says_when_nothing_matches_and_a_part_says_when_it_is_needed() {
    let site = site();
    hold(&site);
    let mut talk = Talk::begin(&site, &["update", "--now", LATER], None);
    talk.answer("What sort of update?", &["zzz"]);
    talk.session.exp_string("Nothing here matches what you typed").expect("a hint");
    // Chosen all the same, the list is shown again.
    talk.answer("", &[ENTER])
        .answer("What sort of update?", &[ENTER])
        .answer("Where does it stand?", &[ENTER])
        .answer("How is Payments now?", &[ENTER])
        .answer("How is the rest (Ticket shop)?", &[ENTER])
        .answer("How bad is it for customers?", &[ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER])
        .answer("The first words?", &["About one card payment in three fails since 09:02 UTC.", ENTER])
        .answer("Impact: what do people notice?", &[]);
    talk.session.exp_string("An answer is needed.").expect("a hint");
    talk.answer("", &[ENTER]);
    talk.session.exp_string("an answer is needed: readers look for this first").expect("a hint");
    talk.answer("", &["You see an error.", ENTER])
        .answer("What we know: what is certain?", &[ENTER])
        .answer("What do you not know yet?", &["nothing", ENTER])
        .answer("What have you done?", &[ENTER])
        .answer("What should people do?", &[ENTER])
        .answer("Questions: where can people ask?", &[CTRL_C]);
    talk.end(130);
}

#[test]
fn what_is_still_being_checked_takes_one_answer() {
    let site = site();
    let line = "Some card payments fail with an error since 09:00 UTC";
    let mut talk = Talk::begin(&site, &["hold", line, "--kind", "outage", "--now", NOW], None);
    talk.answer("What has trouble?", &[ENTER]).answer("When do readers hear more?", &[ENTER]);
    talk.end(0);
    let words = "Card payments fail for one buyer in three.";
    let args = ["update", "--type", "progress", "--words", words, "--now", LATER];
    let mut talk = Talk::begin(&site, &args, None);
    talk.answer("Where does it stand?", &[ENTER])
        .answer("Of which do you know more by now?", &[DOWN, SPACE, ENTER])
        .answer("How is Payments now?", &["partial", ENTER])
        .answer("Who speaks?", &[ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    talk.end(0);
    let update = read(&site, &format!("{INCIDENT}/02-progress.md"));
    assert!(update.contains("services:\n  payments: partial\n"), "{update}");
}

#[test]
fn a_breach_that_began_with_one_line_is_asked_for_what_the_law_wants() {
    let site = site();
    let line = "Somebody copied names of ticket buyers.";
    let args = ["hold", line, "--kind", "data_breach", "--service", "ticket-shop=exposed", "--next", "+6 h"];
    done(&site, &[&args[..], &["--now", NOW]].concat());
    let words = "Somebody copied the names of ticket buyers on 2 March 2026. We have closed the way in.";
    let args = ["resolve", "--words", words, "--service", "payments=not_affected: it holds no names"];
    let mut talk = Talk::begin(&site, &[&args[..], &["--now", LATER]].concat(), None);
    talk.answer("When did it work again?", &[ENTER])
        .answer("What fixed it", &["We turned the key off.", ENTER])
        .answer("Was any data lost?", &[DOWN, ENTER])
        .answer("On which day", &[ENTER])
        .answer("Could somebody have reached people's data?", &[DOWN, ENTER])
        .answer("Which data was taken?", &["names, e-mail addresses", ENTER])
        .answer("How many people does it concern?", &["not known yet", ENTER])
        .answer("Since when could somebody reach it?", &["not known yet", ENTER])
        .answer(
            "What could somebody do with this data?",
            &["Criminals could write to you in our name.", ENTER],
        )
        .answer("What have you done about it?", &["09:10 UTC We turned the key off.", ENTER])
        .answer("Should readers change their password?", &[DOWN, DOWN, ENTER])
        .answer("What do you not know yet?", &["How many names were copied? (by 18:00)", ENTER])
        .answer("And?", &[ENTER]);
    talk.end(0);
    site.build("2026-03-03 09:44 UTC");
}

#[test]
fn planned_work_in_one_line_is_asked_for_its_window() {
    let site = site();
    let mut talk = Talk::begin(&site, &["hold", "You cannot pay on Sunday night.", "--now", NOW], None);
    talk.answer("What is it?", &["maintenance", ENTER])
        .answer("What will not work during the work?", &[DOWN, SPACE, ENTER])
        .answer("When does the work start?", &["2026-03-08 22:00 UTC", ENTER])
        .answer("When does it end?", &["02:00", ENTER])
        .answer("When do readers hear more?", &[ENTER]);
    talk.end(0);
    site.build("2026-03-03 09:16 UTC");
}
