//! Proofs of a network in a file: made from a result, and checked against a network by whoever has the file.

use detente_balance::frustration::{Certificate, CertificateError};
use detente_balance::{NetworkError, SignedNetwork, Tie};
use detente_method::AskError;
use detente_results::{Certificates, NetworkResult, ProvenNetwork};

/// What was found out about the proofs of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Proof by proof.
    pub proofs: Vec<ProofChecked>,
    /// What rounding the weights to whole steps moves the cost of a division by at most, where it is moved and the proofs hold all the same.
    pub rounding: Option<f64>,
    /// Actors of the network.
    pub actors: usize,
    /// Ties of the network.
    pub ties: usize,
}

/// A proof, and whether it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ProofChecked {
    /// What it is of: `strong`, `weak`, `at most 3 blocs`.
    pub of: String,
    /// What became of it.
    pub verdict: ProofVerdict,
}

/// Whether a proof holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ProofVerdict {
    /// It does: the frustration lies between these bounds.
    Holds {
        /// At least.
        lower: f64,
        /// At most.
        upper: f64,
    },
    /// It speaks of something else.
    OfAnother(String),
    /// It does not.
    Fails(CertificateError),
}

impl Checked {
    /// Whether every proof holds.
    pub fn is_sound(&self) -> bool {
        self.proofs.iter().all(|proof| matches!(proof.verdict, ProofVerdict::Holds { .. }))
    }
}

/// Refuses to prove anything of a network whose weights cannot be added as they are.
///
/// # Errors
/// [`AskError`] with the steps to which they are rounded.
pub fn can_be_proven(network: &SignedNetwork) -> Result<(), AskError> {
    let Some(step) = network.rounded_to() else { return Ok(()) };
    Err(AskError::input(format!(
        "what is proven of weights that are rounded to steps of {step:e} is no proof of the network"
    ))
    .with_hint("weights that span fewer orders of size are added as they are".to_owned()))
}

/// The proofs of a result, with the network that they are of.
pub fn certificates(actors: &[String], network: &SignedNetwork, found: &NetworkResult) -> Certificates {
    let ties = network.ties().iter().map(|tie| (tie.a, tie.b, tie.weight)).collect();
    Certificates {
        network: Some(ProvenNetwork { actors: actors.to_vec(), ties }),
        rounded_by: network.rounding(),
        strong: found.strong.as_ref().map(|reading| reading.certificate.clone()),
        weak: found.weak.as_ref().map(|reading| reading.certificate.clone()),
        most: found.blocs_proofs.clone(),
    }
}

/// The network that stands beside the proofs; `None` in older files.
///
/// # Errors
/// [`NetworkError`] where it is none.
pub fn proven_network(proofs: &Certificates) -> Result<Option<SignedNetwork>, NetworkError> {
    let Some(own) = &proofs.network else { return Ok(None) };
    let ties = own.ties.iter().map(|(a, b, weight)| Tie { a: *a, b: *b, weight: *weight }).collect();
    SignedNetwork::new(own.actors.len(), ties).map(Some)
}

/// Checks proofs against a network.
pub fn check_certificates(proofs: &Certificates, network: &SignedNetwork) -> Checked {
    let ends = [("strong", &proofs.strong), ("weak", &proofs.weak)];
    let ends = ends.into_iter().filter_map(|(name, proof)| Some((name.to_owned(), proof.as_ref()?)));
    let most = proofs.most.iter().map(|proof| (kind(proof), proof));
    Checked {
        proofs: ends.chain(most).map(|(of, proof)| checked(of, proof, network)).collect(),
        rounding: network.rounding().filter(|_| network.rounded_to().is_none()),
        actors: network.size(),
        ties: network.ties().len(),
    }
}

fn checked(of: String, proof: &Certificate, network: &SignedNetwork) -> ProofChecked {
    let own = kind(proof);
    let verdict = match proof.check(network) {
        _ if own != of => ProofVerdict::OfAnother(own),
        Ok(()) => {
            ProofVerdict::Holds { lower: proof.lower as f64 * proof.unit, upper: proof.upper as f64 * proof.unit }
        }
        Err(error) => ProofVerdict::Fails(error),
    };
    ProofChecked { of, verdict }
}

/// What a proof speaks of.
fn kind(proof: &Certificate) -> String {
    match (proof.any_blocs, proof.most_blocs) {
        (false, _) => "strong".to_owned(),
        (true, None) => "weak".to_owned(),
        (true, Some(blocs)) => format!("at most {blocs} blocs"),
    }
}

#[cfg(test)]
mod tests {
    use detente_balance::Steps;

    use super::*;
    use crate::{Ask, network_result};

    fn triad(weight: f64) -> SignedNetwork {
        let tie = |a, b, weight| Tie { a, b, weight };
        SignedNetwork::new(3, vec![tie(0, 1, -1.0), tie(0, 2, -1.0), tie(1, 2, weight)]).unwrap()
    }

    fn proofs() -> Certificates {
        let actors = ["A", "B", "C"].map(str::to_owned);
        let network = triad(-1.0);
        let never = || false;
        let steps = Steps::until(Ask::WHOLE.steps, &never);
        let found = network_result(&actors, &network, &Ask::WHOLE, &steps, &mut |_, _| {});
        certificates(&actors, &network, &found)
    }

    #[test]
    fn proofs_hold_of_their_own_network_and_of_no_other() {
        let proofs = proofs();
        let own = proven_network(&proofs).unwrap().unwrap();
        let found = check_certificates(&proofs, &own);
        assert!(found.is_sound());
        assert_eq!((found.actors, found.ties), (3, 3));
        assert_eq!(found.proofs[0].verdict, ProofVerdict::Holds { lower: 1.0, upper: 1.0 });
        assert_eq!(found.proofs[1].of, "weak");
        assert!(!check_certificates(&proofs, &triad(1.0)).is_sound());
    }

    #[test]
    fn a_proof_in_the_place_of_another_is_none() {
        let mut proofs = proofs();
        std::mem::swap(&mut proofs.strong, &mut proofs.weak);
        let found = check_certificates(&proofs, &triad(-1.0));
        assert_eq!(found.proofs[0].verdict, ProofVerdict::OfAnother("weak".to_owned()));
        assert!(!found.is_sound());
    }
}
