//! Services under the names that customers use.

use super::Ward;
use crate::finding::{Code, Finding};
use crate::model::Service;

const FILE: &str = "services.yaml";

/// Parts of names that only engineers say.
const INNER: [&str; 26] = [
    "svc",
    "srv",
    "prod",
    "prd",
    "stg",
    "k8s",
    "kube",
    "db",
    "sql",
    "postgres",
    "mysql",
    "redis",
    "kafka",
    "lb",
    "vm",
    "backend",
    "frontend",
    "microservice",
    "daemon",
    "cluster",
    "node",
    "pod",
    "shard",
    "tier",
    "bff",
    "idp",
];

pub(super) fn look(ward: &Ward<'_>, findings: &mut Vec<Finding>) {
    let services = &ward.content.services;
    for service in services.iter().filter(|service| service.public) {
        let inner = services
            .iter()
            .any(|other| other.internal_names.iter().any(|name| name.eq_ignore_ascii_case(&service.name)));
        let avoided = ward
            .content
            .terms
            .iter()
            .find(|term| term.avoid.iter().any(|avoid| avoid.eq_ignore_ascii_case(&service.name)));
        if !inner && avoided.is_none() && is_plain(service) {
            continue;
        }
        let better = avoided.and_then(|term| term.instead.as_deref()).map_or_else(
            || "Write what a customer would say, such as `Sign-in` or `Uploads`, and move this name to `internal_names`.".to_owned(),
            |instead| format!("Write `{instead}`, as `terms.yaml` says, and move this name to `internal_names`."),
        );
        findings.push(
            Finding::fix(
                Code::ReadyNames,
                ward.place(FILE, &service.name),
                format!("`{}` is a name for engineers.", service.name),
            )
            .reader("Customers do not know whether they use it, and so not whether it touches them.")
            .help(better),
        );
    }
}

/// Whether a name could be a customer's: no underscores, no numbered parts, no words of the engine room.
fn is_plain(service: &Service) -> bool {
    let name = service.name.as_str();
    let parts = || name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let coded = name.contains(['_', '/', ':']) || (name.contains('.') && !name.contains(' '));
    let numbered = name.contains('-') && parts().any(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let inner = parts().any(|part| INNER.iter().any(|inner| inner.eq_ignore_ascii_case(part)));
    !coded && !numbered && !inner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(name: &str) -> bool {
        is_plain(&Service {
            id: "x".to_owned(),
            name: name.to_owned(),
            group: None,
            description: None,
            public: true,
            internal_names: Vec::new(),
        })
    }

    #[test]
    fn names_of_customers_are_told_from_names_of_engineers() {
        for name in [
            "Sign-in",
            "API",
            "Reading documents",
            "Mobile apps",
            "Office 365",
            "E-mail",
            "Version 2.1 of the app",
        ] {
            assert!(plain(name), "{name}");
        }
        for name in
            ["svc-auth-2", "auth_service", "Prod DB", "eu-west-1", "api.internal", "Kafka", "search-backend"]
        {
            assert!(!plain(name), "{name}");
        }
    }
}
