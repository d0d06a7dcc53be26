//! Times as people write them.

use super::*;

fn read(text: &str) -> String {
    parse(text).map_or_else(
        || "-".to_owned(),
        |stamp| {
            let remarks: Vec<String> = stamp.remarks.iter().map(ToString::to_string).collect();
            format!("{} ({})", stamp.at, remarks.join("; "))
        },
    )
}

#[test]
fn reads_every_spelling() {
    for (given, wanted) in [
        ("2031-02-03T04:05:00Z", "2031-02-03 04:05 UTC ()"),
        ("2031-02-03 04:05:06 +0900 +0900", "2031-02-02 19:05:06 UTC ()"),
        ("2031-02-03 04:05:06 +0000 UTC", "2031-02-03 04:05:06 UTC ()"),
        ("\"2031-02-03T04:05:00+01:00\"", "2031-02-03 03:05 UTC ()"),
        ("2031-02-03 04:05:00", "2031-02-03 04:05 UTC (it names no zone, read as UTC)"),
        ("2031-02-03T04:05:00-00:00", "2031-02-03 04:05 UTC (its offset is `-00:00`, read as UTC)"),
        ("2031-02-03T4:05:00Z", "2031-02-03 04:05 UTC (its hour is written `4`)"),
        ("2031-02-03T015:00:00+02:00", "2031-02-03 13:00 UTC (its hour is written `015`)"),
        ("2031-02-03", "2031-02-03 00:00 UTC (it has no time of day, read as 00:00)"),
        ("2031-02-30T10:00Z", "2031-02-28 10:00 UTC (the month has no day 30, read as its last day)"),
        ("2031-02-03T04:05:06.789Z", "2031-02-03 04:05:06 UTC (its part of a second is left out)"),
        (
            "2031-02-03T25:00:00Z",
            "2031-02-03 00:00 UTC (its time of day `25:00:00` does not exist, read as 00:00)",
        ),
        (
            "2031-02-03 04:05 CEST",
            "2031-02-03 04:05 UTC (`CEST` at its end is not a known zone, read as UTC)",
        ),
        ("2031-13-03", "-"),
        ("soon", "-"),
        ("", "-"),
    ] {
        assert_eq!(read(given), wanted, "{given}");
    }
}

#[test]
fn finds_a_time_in_a_label() {
    for (given, wanted) in [
        ("Update - 2031-03-29 15h50 UTC", "2031-03-29 15:50 UTC"),
        ("Update 11th of February 2031 - 19:00 UTC", "2031-02-11 19:00 UTC"),
        ("Update at 2031-06-08 11:20 UTC", "2031-06-08 11:20 UTC"),
    ] {
        assert_eq!(find(given).map(|(stamp, _)| stamp.at.to_string()).as_deref(), Some(wanted));
    }
    assert!(find("Update 3 of 4").is_none());
}

#[test]
fn days_and_dates_agree() {
    for day in -200_000..200_000 {
        let (year, month, of_month) = civil(day);
        let number = |n: i64| u32::try_from(n).unwrap();
        assert_eq!(days(year, number(month), number(of_month)), day);
    }
}
