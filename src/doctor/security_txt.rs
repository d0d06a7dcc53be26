//! The file that tells researchers where to report, and when it runs out.

use super::Ward;
use crate::finding::{Code, Finding};
use crate::read::{SECURITY_TXT, security_txt};

/// How long before its end the file has to be renewed, in seconds.
const BEFORE: i64 = 30 * 86_400;

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = security_txt(ward.content.sources.root()) else {
        findings.push(
            Finding::hint(Code::ReadySecurityTxt, SECURITY_TXT, "There is no `security.txt`.")
                .reader("Whoever finds a flaw looks there first (RFC 9116). Without it, reports reach a desk that does not know them.")
                .help(format!("Write `{SECURITY_TXT}` in the content folder with two lines: `Contact:` with an address, and `Expires:` with a time less than a year away.")),
        );
        return;
    };
    let finding = match file.expires {
        None => Finding::stop(Code::ReadySecurityTxt, SECURITY_TXT, "It does not say when it runs out."),
        Some(at) if at <= ward.now => {
            Finding::stop(Code::ReadySecurityTxt, SECURITY_TXT, format!("It ran out at {}.", at.written()))
        }
        Some(at) if at.since(ward.now) < BEFORE => {
            let days = at.since(ward.now) / 86_400;
            let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
            Finding::stop(
                Code::ReadySecurityTxt,
                SECURITY_TXT,
                format!("It runs out in {days}, at {}.", at.written()),
            )
        }
        Some(_) => return,
    };
    findings.push(
        finding
            .reader("Researchers are told not to trust a file that has run out, and then report nowhere.")
            .help("Check that the address in it still works, and then write a line such as `Expires: 2027-01-31T00:00:00Z`, less than a year away."),
    );
}
