//! `candor serve`: a preview that follows every save.

use std::net::IpAddr;
use std::sync::Arc;

use candor::model::Audience;
use candor::model::time::Instant;
use candor::preview::{Settings, start};
use clap::Args;

use super::{REFUSED, report};

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    content: super::Content,
    #[command(flatten)]
    now: super::Now,
    /// The port to listen on; the next free one if it is taken.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Let other machines see drafts too: listen on this address, such as 0.0.0.0.
    #[arg(long, value_name = "ADDRESS")]
    expose: Option<IpAddr>,
    /// A name that this machine goes by, with `--expose`.
    #[arg(long, value_name = "NAME", requires = "expose")]
    host: Vec<String>,
    /// Show what these readers see, such as `partners`.
    #[arg(long, value_name = "AUDIENCE", default_value = "public", value_parser = audience)]
    audience: Audience,
    /// Open the page in a browser.
    #[arg(long)]
    open: bool,
    /// Look at the disk twice a second, where it does not say what changes (network drives).
    #[arg(long)]
    poll: bool,
    /// How findings open in your editor, such as `vscode://file/{path}:{line}`.
    #[arg(long, value_name = "ADDRESS")]
    editor_link: Option<String>,
}

impl Serve {
    pub(super) fn run(&self) -> u8 {
        let fixed = self.now.now;
        let settings = Settings {
            root: self.content.content.clone(),
            audience: self.audience,
            port: self.port,
            expose: self.expose,
            hosts: self.host.clone(),
            poll: self.poll,
            editor: self.editor_link.clone(),
            clock: Arc::new(move || fixed.unwrap_or_else(Instant::from_clock)),
            runs: fixed.is_none(),
        };
        let preview = match start(settings) {
            Ok(preview) => preview,
            Err(error) => {
                report::say(&format!("{error}."));
                return REFUSED;
            }
        };
        if let Some(port) = preview.taken {
            report::say(&format!(
                "Port {port} is taken by another program; using {} instead.",
                preview.address.port()
            ));
        }
        if !preview.address.ip().is_loopback() {
            report::say("Everybody who can reach this machine can read drafts here and write updates.");
        }
        let shown = match preview.address.ip() {
            ip if ip.is_unspecified() => format!("127.0.0.1:{}", preview.address.port()),
            _ => preview.address.to_string(),
        };
        let url = format!("http://{shown}/");
        report::print(&format!("Preview: {url}\nWrite:   {url}_candor/compose\nCtrl+C ends it.\n"));
        if self.open && !open(&url) {
            report::say("No browser could be started; open the address above.");
        }
        preview.wait();
        0
    }
}

fn audience(name: &str) -> Result<Audience, String> {
    use candor::model::Named as _;
    Audience::from_name(name).ok_or_else(|| {
        format!(
            "the audiences are {}",
            candor::finding::one_of(Audience::ALL.iter().map(|audience| audience.name()))
        )
    })
}

/// Asks the system to show an address.
fn open(url: &str) -> bool {
    let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let quiet = std::process::Stdio::null;
    let started = std::process::Command::new(program)
        .args(args)
        .arg(url)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    started.is_ok()
}
