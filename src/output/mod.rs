//! The board → files for machines. One file per format.
//!
//! Invariant: nothing here names the unfiltered content; a test holds that.

pub mod feed;
mod map;
mod rss;
mod told;

pub use map::{robots, sitemap};
pub use rss::rss;
