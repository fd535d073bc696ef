//! The words of `detente record` as what the crate `record` is asked with.

use detente_record::events::{Period, Scale};
use detente_record::indicator::{LikenessOf, Typed};
use detente_record::sets::{self, Set};
use detente_record::similarity::Measure;
use detente_record::states::Numbers;
use detente_record::{backtest, files};

use super::record::{
    Codes, DisputeSet, Groups, Limits, OneFile, Reading, ScaleName, SimilarityMeasure, States, Target,
};

impl From<SimilarityMeasure> for LikenessOf {
    fn from(measure: SimilarityMeasure) -> Self {
        match measure {
            SimilarityMeasure::S => Self::Alliances(Measure::S),
            SimilarityMeasure::SSquared => Self::Alliances(Measure::SSquared),
            SimilarityMeasure::SCinc => Self::Alliances(Measure::SCinc),
            SimilarityMeasure::Kappa => Self::Alliances(Measure::Kappa),
            SimilarityMeasure::Pi => Self::Alliances(Measure::Pi),
            SimilarityMeasure::TauB => Self::Alliances(Measure::TauB),
            SimilarityMeasure::Agreement => Self::Votes,
            SimilarityMeasure::IdealPoint => Self::IdealPoints,
        }
    }
}

impl From<DisputeSet> for Set {
    fn from(set: DisputeSet) -> Self {
        match set {
            DisputeSet::GmlMid => Self::GmlMids,
            DisputeSet::CowMid => Self::CowMids,
        }
    }
}

impl From<Groups> for Period {
    fn from(groups: Groups) -> Self {
        match groups {
            Groups::Month => Self::Month,
            Groups::Quarter => Self::Quarter,
            Groups::Year => Self::Year,
        }
    }
}

impl From<ScaleName> for Scale {
    fn from(scale: ScaleName) -> Self {
        match scale {
            ScaleName::Column => Self::Column,
            ScaleName::Gdelt => Self::Gdelt,
            ScaleName::Icews => Self::Icews,
        }
    }
}

impl From<Target> for backtest::Target {
    fn from(target: Target) -> Self {
        match target {
            Target::DisputeOnset => Self::DisputeOnset,
            Target::AllianceFormation => Self::AllianceFormation,
            Target::Sign => Self::Sign,
        }
    }
}

impl From<Codes> for Numbers {
    fn from(codes: Codes) -> Self {
        match codes {
            Codes::Cow => Self::CorrelatesOfWar,
            Codes::Gw => Self::GleditschWard,
        }
    }
}

/// In bytes; what may be unpacked has no ratio where its size is asked for.
impl From<Limits> for files::Limits {
    fn from(asked: Limits) -> Self {
        let plain = Self::default();
        Self {
            line: asked.max_line.map_or(plain.line, |mib| mib << 20),
            unpacked: asked.max_unpacked.map_or(plain.unpacked, |gib| gib << 30),
            ratio: if asked.max_unpacked.is_some() { u64::MAX } else { plain.ratio },
        }
    }
}

impl From<&Reading> for sets::Reading {
    fn from(asked: &Reading) -> Self {
        Self { releases: asked.releases.clone(), ..asked.one_file().into() }
    }
}

impl From<OneFile> for sets::Reading {
    fn from(asked: OneFile) -> Self {
        Self { numbers: asked.codes.map(Into::into), limits: asked.limits.into(), ..Self::default() }
    }
}

impl Reading {
    /// How one of the files is read.
    pub fn one_file(&self) -> OneFile {
        OneFile { codes: self.codes, limits: self.limits }
    }
}

impl States {
    /// The one, and the other where there is one.
    pub fn both(&self) -> Typed<'_> {
        (&self.0, self.1.as_deref())
    }
}
