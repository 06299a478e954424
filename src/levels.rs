//! The three scales that profiles and requirements share: of a skill, of a spoken language, of a degree.

use serde::{Deserialize, Serialize};

macro_rules! scale {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal, [$($other:literal),*]);* $(;)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$item])* $variant),* }

        impl $name {
            /// Every word that a profile may use for a step of the scale, the canonical one of each first.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant), $(($other, Self::$variant)),*),*];

            /// The canonical word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Steps above the lowest, from 0.
            #[must_use]
            pub const fn step(self) -> u8 {
                self as u8
            }
        }
    };
}

scale! {
    /// How well a skill is mastered.
    Level {
        /// First steps.
        Beginner = "beginner", ["basic", "novice", "초급", "기초", "입문"];
        /// Works alone on usual tasks.
        Intermediate = "intermediate", ["중급", "보통"];
        /// Masters unusual ones.
        Advanced = "advanced", ["proficient", "고급", "상급", "능숙"];
        /// Others ask.
        Expert = "expert", ["master", "전문가", "최고급"];
    }
}

scale! {
    /// How well a natural language is spoken. A1–A2 are basic, B1 conversational, B2 business, C1 fluent, C2 fluent.
    LanguageLevel {
        /// A few sentences, simple texts.
        Basic = "basic", ["beginner", "elementary", "a1", "a2", "초급", "기초"];
        /// Everyday talk.
        Conversational = "conversational", ["intermediate", "b1", "중급", "회화", "일상 회화"];
        /// Meetings and documents.
        Business = "business", ["professional", "working", "b2", "비즈니스", "업무"];
        /// Without effort.
        Fluent = "fluent", ["advanced", "c1", "c2", "고급", "유창", "능통"];
        /// Mother tongue.
        Native = "native", ["bilingual", "mother tongue", "원어민", "모국어"];
    }
}

scale! {
    /// The degree that an education ended with.
    Degree {
        /// High school.
        HighSchool = "high-school", ["high school", "고졸", "고등학교", "고등학교 졸업"];
        /// Two or three years of college.
        Associate = "associate", ["associates", "전문학사", "초대졸", "전문대"];
        /// First university degree.
        Bachelor = "bachelor", ["bachelors", "bachelor's", "bs", "ba", "bsc", "학사", "대졸"];
        /// Second university degree.
        Master = "master", ["masters", "master's", "ms", "ma", "msc", "mba", "석사"];
        /// Doctor's degree.
        Doctorate = "doctorate", ["doctor", "phd", "ph.d.", "박사"];
    }
}
