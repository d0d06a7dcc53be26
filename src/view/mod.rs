//! The fold: what the content says, at one instant, to one audience. The
//! [`Board`] is all that pages and feeds are given; what may not be known yet,
//! or not by these readers, is not in it.

mod board;
mod brief;
mod credit;
mod debts;
mod fold;
mod incident;
mod make;
mod promise;
mod rollup;
pub mod routes;
mod strip;
mod ties;

pub use board::{Board, Headline, PublicSite, ServiceView, board, board_of, exchange, up_to, with_waiting};
pub use brief::{Brief, RetiredView, WindowEdge};
pub use credit::CreditView;
pub use debts::{DebtNow, Debts, Ledger, Terms, debts};
pub use fold::{ActionNow, Fold, QuestionNow, Said, ServiceNow, TakenNow};
pub use incident::{CorrectionView, IncidentView, SectionView, Struck, UpdateView};
pub use promise::{Kept, PromiseNow};
pub use rollup::Rollup;
pub use strip::{Day, STRIP_DAYS};
pub use ties::{Tie, TieView};
