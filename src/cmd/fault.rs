//! What is said when the program itself is at fault.

use std::panic::PanicHookInfo;

/// Puts a fault into words for whoever is in the middle of writing. The released program ends with
/// it, whichever of its threads it was in: a preview that no longer follows what is saved is worse
/// than none.
pub(super) fn speak_plainly() {
    let tell = |fault: &PanicHookInfo<'_>| {
        let fixed = fault.payload().downcast_ref::<&str>().copied();
        let what = fixed.or_else(|| fault.payload().downcast_ref::<String>().map(String::as_str));
        let place = fault.location().map_or(String::new(), ToString::to_string);
        super::report::say(&words(what.unwrap_or("no reason was given"), &place));
    };
    std::panic::set_hook(Box::new(tell));
}

fn words(what: &str, place: &str) -> String {
    format!(
        "Candor has stopped because of a fault of its own, not of yours: {what} ({place}).\n\
         Your files are as you saved them, and the published site is whole. Run the command again; \
         if it stops again, report these lines."
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fault_of_ours_is_not_blamed_on_the_writer() {
        let told = super::words("there is no such day", "src/a.rs:3:5");
        assert!(told.contains("a fault of its own, not of yours: there is no such day (src/a.rs:3:5)."));
        assert!(told.contains("the published site is whole"));
    }
}
