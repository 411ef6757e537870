/// Search keys of personal names that meet across scripts and spellings.
///
/// A name is compared by equality of keys only, so that a caller may hash the keys. A word is read as consonants
/// (vowels are the least stable part of a name that changed alphabets); a spelling with several readings gives several
/// keys. Three rules keep short names apart:
///
/// - a word of one or two consonants is compared with its vowels within a script, and without them across scripts;
/// - a word of up to four letters keeps its last vowel, so that Karim is not Karima;
/// - one wrong, missing, added or transposed letter is forgiven from five letters on, and in words of four letters
///   one that is wrong or transposed after the first. An initial vowel counts as a letter.
public enum NameKeys {
    /// Keys under which a name is stored: at most 40 for each word.
    ///
    /// - Parameter name: a name of one or more words, in any script.
    /// - Returns: the keys of each word and, exact, of each two neighbours written together.
    public static func stored(_ name: String) -> Set<String> {
        var keys: Set<String> = []
        let words = NameWord.all(in: name)
        let whole = NameWord.withoutParticles(words)
        for word in words { keys.formUnion(word.stored(limit: word.isServant ? 8 : 32, near: !word.isServant)) }
        for (word, next) in zip(whole, whole.dropFirst()) {
            let compound = word.joined(next)
            keys.formUnion(compound.stored(limit: word.isServant ? 32 : 8, near: word.isServant))
        }
        return keys
    }

    /// Keys with which a name is looked for, one group for each word: a file matches when every group shares a key
    /// with it.
    ///
    /// - Parameter text: what somebody typed: one or more words, in any script.
    /// - Returns: the groups; articles and words such as bin count for nothing unless nothing else is there.
    public static func sought(_ text: String) -> [Set<String>] {
        var words: [NameWord] = []
        for word in NameWord.withoutParticles(NameWord.all(in: text)) {
            if let last = words.last, last.isServant {
                words[words.count - 1] = last.joined(word)
            } else {
                words.append(word)
            }
        }
        var groups = words.map { $0.sought(near: true) }
        for index in words.indices.dropFirst() {
            let compound = words[index - 1].joined(words[index]).sought(near: false)
            groups[index - 1].formUnion(compound)
            groups[index].formUnion(compound)
        }
        return groups.filter { !$0.isEmpty }
    }
}

/// One word of a name: its letters in lower case, without marks, one UTF-16 unit each.
private struct NameWord {
    typealias Units = [UInt16]

    var letters: Units

    /// The words of a text.
    ///
    /// Apostrophes and modifier letters vanish; whatever else is no letter parts two words.
    static func all(in text: String) -> [NameWord] {
        var (words, letters): ([NameWord], Units) = ([], [])
        func close() {
            if !letters.isEmpty { words.append(NameWord(letters: servants.contains(letters) ? servant : letters)) }
            letters = []
        }
        for character in text.lowercased() {
            if let known = Readings.table.letters[character] {
                letters.append(known)
                continue
            }
            for scalar in character.unicodeScalars {
                if let known = Readings.table.letters[Character(scalar)] {
                    letters.append(known)
                } else {
                    switch scalar.properties.generalCategory {
                    case .modifierLetter, .modifierSymbol, .nonspacingMark, .spacingMark, .enclosingMark: break
                    case .lowercaseLetter, .otherLetter, .uppercaseLetter, .titlecaseLetter:
                        // A letter that no table knows stands for itself; outside the basic plane, for its low bits.
                        letters.append(UInt16(exactly: scalar.value) ?? 0xE000 | UInt16(scalar.value & 0x0FFF))
                    default: if !"'’‘".unicodeScalars.contains(scalar) { close() }
                    }
                }
            }
        }
        close()
        return words
    }

    /// The words that carry a name, or all of them where none does.
    static func withoutParticles(_ words: [NameWord]) -> [NameWord] {
        let carrying = words.filter { !particles.contains($0.letters) }
        return carrying.isEmpty ? words : carrying
    }

    /// Servant of …: the first half of a name that is often written as two or three words.
    private static let servants = units(
        "abd abdal abdel abdul abdil abdoul abdur abder abdor abdour abdus abdes abdun abden abdud abded cabdul عبد")
    private static let servant: Units = Array("abd".utf16)
    /// Articles, also as they sound before the next letter, and son or daughter of.
    private static let particles = units(
        "al el ul il ur ar er us as es ud ad ed un en uz az ez ut at et ush ash esh "
            + "bin ibn ben bint bent ال بن ابن بنت")
    private static let article: Units = Array("ال".utf16)

    private static func units(_ words: String) -> Set<Units> {
        Set(words.split(separator: " ").map { Array($0.utf16) })
    }

    /// Whether it is *servant of*, which `all(in:)` wrote in one way.
    var isServant: Bool { letters == NameWord.servant }

    /// The word written together with the next one; an Arabic article between them goes.
    func joined(_ next: NameWord) -> NameWord {
        let article = next.letters.starts(with: NameWord.article) ? NameWord.article.count : 0
        return NameWord(letters: letters + next.letters.dropFirst(article))
    }

    /// Latin, Cyrillic and Greek write vowels (l), Arabic some (r), Ethiopic in its own way (e).
    private var script: UInt16 {
        switch letters.first ?? 0 {
        case 0x0600...0x08FF: Code.arabic
        case 0x1200...0x139F: Code.ethiopic
        default: Code.alphabet
        }
    }

    /// How the word may be read: at most sixteen codes of consonants (lower case) and vowels (A, E, I, U).
    private func readings() -> [Units] {
        var spellings = [letters]
        if letters.starts(with: NameWord.article), letters.count >= 5 {
            spellings.insert(Array(letters.dropFirst(2)), at: 0)
        } else if letters.count >= 6, letters[1] == Code.l, letters[0] == Code.a || letters[0] == Code.e {
            spellings.append(Array(letters.dropFirst(2)))
        }
        return spellings.flatMap { Readings.table.read($0.prefix(24), most: 16 / spellings.count) }
    }

    func stored(limit: Int, near: Bool) -> Set<String> {
        let shapes = readings().map { Shape($0, script: script) }
        var keys: Set<String> = []
        func add(_ key: Units) { if keys.count < limit { keys.insert(Code.text(key)) } }
        for shape in shapes {
            for key in shape.exact { add(key) }
            for key in shape.acrossScripts { add([script, Code.across] + key) }
        }
        guard near else { return keys }
        for shape in shapes { for key in shape.withOneLetterLess { add(key) } }
        return keys
    }

    func sought(near: Bool) -> Set<String> {
        var keys: Set<String> = []
        func add(_ key: Units) { keys.insert(Code.text(key)) }
        for shape in readings().map({ Shape($0, script: script) }) {
            for key in shape.exact { add(key) }
            for other in [Code.alphabet, Code.arabic, Code.ethiopic] where other != script {
                for key in shape.acrossScripts { add([other, Code.across] + key) }
            }
            guard near else { continue }
            for key in shape.withOneLetterLess { add(key) }
            for key in shape.withOneSlip { add(key) }
        }
        return keys
    }
}

/// Units of the codes that words are read into.
private enum Code {
    static let (a, e, l): (UInt16, UInt16, UInt16) = (0x61, 0x65, 0x6C)
    /// Vowels: open, between open and high, high in front, high at the back.
    static let (ah, eh, ee, oo): (UInt16, UInt16, UInt16, UInt16) = (0x41, 0x45, 0x49, 0x55)
    static let (begin, end): (UInt16, UInt16) = (0x5E, 0x24)
    static let (alphabet, arabic, ethiopic): (UInt16, UInt16, UInt16) = (0x6C, 0x72, 0x65)
    /// A key as text; ASCII, as nearly all are, by the short way.
    static func text(_ key: [UInt16]) -> String {
        guard key.allSatisfy({ $0 < 0x80 }) else { return String(decoding: key, as: UTF16.self) }
        return String(decoding: key.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
    }

    static let (equals, near, across, within): (UInt16, UInt16, UInt16, UInt16) = (0x3D, 0x7E, 0x3E, 0x3A)
}

/// One reading of a word, and the keys that come of it.
private struct Shape {
    typealias Units = [UInt16]

    /// The consonants, with `a` before them for an initial vowel.
    private var letters: Units = []
    /// What may stand for the last vowel; an empty one for none.
    private var finals: [Units]
    private(set) var exact: [Units] = []
    private(set) var acrossScripts: [Units] = []

    /// Pairs of very common names that differ in a vowel only: Mahmoud beside Mohamed, Hussein beside Hassan, each with
    /// the letter before which the vowel stands.
    private static let doublets: [(letters: Units, before: Int, vowel: UInt16)] = [
        (Array("mhmd".utf16), 3, Code.oo), (Array("hsn".utf16), 2, Code.ee),
    ]

    init(_ reading: Units, script: UInt16) {
        // Groups of vowels before, between and after the consonants.
        var (consonants, groups): (Units, [Units]) = ([], [[]])
        for unit in reading {
            if unit == Code.ah || unit == Code.eh || unit == Code.ee || unit == Code.oo {
                groups[groups.count - 1].append(unit)
            } else {
                consonants.append(unit)
                groups.append([])
            }
        }
        let vowels = groups.map(Shape.vowel)
        finals = Shape.open(groups[groups.count - 1].last, silent: true)
        letters = (groups[0].isEmpty ? [] : [Code.a]) + consonants
        guard consonants.count > 2 else {
            guard !letters.isEmpty else { return }
            var within: [Units] = [[script, Code.within]]
            for (index, consonant) in consonants.enumerated() {
                let classes = Shape.open(vowels[index], silent: false)
                within = within.flatMap { key in classes.map { key + $0 + [consonant] } }
            }
            // Maya is told from Ma by the vowels before the last one.
            let last = groups[groups.count - 1]
            let before = vowels[vowels.count - 1].flatMap { $0 == Code.oo || $0 == Code.ee ? $0 : nil }
            let glide = before.map { last.count > 1 && last.last != $0 ? [$0] : [] } ?? []
            exact = within.flatMap { key in finals.map { key + glide + $0 } }
            acrossScripts = finals.map { letters + $0 }
            return
        }
        // Abdul-, Abdel- and Abdur- are one.
        if letters.starts(with: [Code.a, 0x62, 0x64]) {
            while letters.count > 3, letters[3] == Code.l { letters.remove(at: 3) }
        }
        letters = Array(letters.prefix(14))
        if letters.count > 4 { finals = [[]] }
        exact = finals.map { [Code.equals] + letters + $0 }
        for doublet in Shape.doublets where letters == doublet.letters {
            let classes = Shape.open(vowels[doublet.before], silent: false)
            guard classes.contains([doublet.vowel]) else { continue }
            // Two letters more, so that it is no slip away from the other name.
            let marked = letters + [Code.end, Code.end]
            let others = classes.count > 1 ? exact : []
            if others.isEmpty { letters = marked }
            exact = others + finals.map { [Code.equals] + marked + $0 }
        }
    }

    /// The kind of a group of vowels: a high one decides, then e, then a.
    private static func vowel(_ group: Units) -> UInt16? {
        [Code.oo, Code.ee, Code.eh].first(where: group.contains) ?? group.first
    }

    /// What may stand for a vowel: e is near a and i, and may be mute at the end.
    private static func open(_ vowel: UInt16?, silent: Bool) -> [Units] {
        guard let vowel else { return [[]] }
        return vowel == Code.eh ? [[Code.ah], [Code.ee]] + (silent ? [[]] : []) : [[vowel]]
    }

    /// The first letter that may be wrong, or nil where the word is too short for slips.
    private var firstSlip: Int? {
        guard letters.count >= 4, acrossScripts.isEmpty else { return nil }
        return letters.count == 4 ? 1 : 0
    }

    /// The word without one letter, under the place of that letter.
    var withOneLetterLess: [Units] {
        guard let firstSlip else { return [] }
        return (firstSlip..<letters.count).flatMap { place in
            finals.map { [Code.near, 0x30 + UInt16(place)] + without(place) + $0 }
        }
    }

    /// What the word should have been if a letter was added, lost or transposed.
    var withOneSlip: [Units] {
        guard let firstSlip else { return [] }
        var keys = (0...letters.count).map { [Code.near, 0x30 + UInt16($0)] + letters }
        for place in firstSlip..<(letters.count - 1) {
            var swapped = letters
            swapped.swapAt(place, place + 1)
            keys += finals.map { [Code.equals] + swapped + $0 }
        }
        guard letters.count > 4 else { return keys }
        let ends = letters.count == 5 ? [[], [Code.ah], [Code.ee], [Code.oo]] : finals
        return keys + letters.indices.flatMap { place in ends.map { [Code.equals] + without(place) + $0 } }
    }

    private func without(_ place: Int) -> Units {
        var rest = letters
        rest.remove(at: place)
        return rest
    }
}

/// How letters, and letters together, are read.
private struct Readings {
    typealias Units = [UInt16]

    static let table = Readings()

    /// The unit of every letter that the table knows, however the letter is composed.
    private(set) var letters: [Character: UInt16] = [:]
    /// The readings of one to four units, packed.
    private var readings: [UInt64: [Units]] = [:]

    /// Spellings of the alphabets, then what they may stand for.
    ///
    /// The likeliest reading is first; `-` stands for nothing, `^` and `$` for the ends of a word, `c` for sh and ch.
    /// The longest spelling counts. The digraphs are those of French, Dutch, German, English, Turkish and Somali, in
    /// which the same name reaches a Belgian file.
    private static let alphabets = """
        a á à â ã ä å ā ă ą ǎ ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ æ ə : A
        e é è ê ë ē ĕ ė ę ě ẹ ẻ ẽ ế ề ể ễ ệ : E
        i í ì î ï ĩ ī ĭ į ı ǐ ỉ ị y ý ÿ ỳ ỵ ỷ ỹ ee : I
        o ó ò ô õ ö ō ŏ ő ø ǒ ọ ỏ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ơ œ u ú ù û ü ũ ū ŭ ů ű ų ǔ ụ ủ ứ ừ ử ữ ự ư w ŵ : U
        ^y : y|^ye : yE E|^ia : yA IA|^ie : yE IE|^io ^iu : yU IU|^iy : y I|^w : w
        ^oua : wA UA|^oui : wI UI|^oue : wE UE|b p ḅ : b|c ck cq : k|ca : kA A|co cu : kU U|ce cé cè : sE jE E
        ci cy : sI jI I|ch : c h k|^chr : kr|c$ : k -|cd : kd d|cm : km m|cz : c s
        tch tsch tsj shch ć č ĉ ş š ș ŝ ś sj : c|ç : c s|sh : c sh|sch : c sk|d đ ð ď ḍ ḑ ḏ : d
        dj dž dzh ž zh ^zh : j
        dh : d z dh|f ph : f|g ġ ģ ǧ ḡ ĝ : g j|gh : g k|ğ : - g|h ḥ ħ ĥ : h|ḫ ẖ kh : h k|ah$ : A Ah|eh$ : E Eh
        ahi$ : Ah AhI
        j : j|^j : j y|^je : jE yE E|ej$ : EI Ej|ij$ : I Ij|dja$ : jA dIA|k q ķ ḳ : k|l ł ľ ļ ĺ ḷ ḻ : l
        aldi eldi uldi : AdI AldI|m ṃ : m|n ñ ń ň ņ ṇ ŋ : n
        r ř ŕ ŗ ṛ : r|s ṣ ß ts tz : s|t ṭ ť ț ţ þ : t|t$ : t d|th : t s th|v : f U|^v : w f|x : ks h|^x : h ks
        z ẓ ż ź : z s|^z : z
        а ә : A|я : IA|е э є ѐ : E|ё ю : IU|о у ў ө ү ұ ӯ : U|и й і ї ы ӣ ј : I|^е ^є : E yE|^я : yA IA
        ^ю ^ё : yU IU|^й ^ј : y
        б п : b|в : f U|^в : w f|г : g h|ґ ғ : g|д : d|ж дж җ ҷ џ ђ : j|з : z s|^з : z|к қ : k|л љ : l|м : m
        н ң њ : n
        р : r|с ц тс : s|т : t|ф : f|х : h k|ҳ һ : h|ч ш щ ћ : c|ъ ь : -
        α ά : A|ε έ : E|η ή ι ί ϊ ΐ υ ύ ϋ ΰ : I|^ιω : yU IU|^ια : yA IA|ο ό ω ώ ου : U|β : f U|γ : g|δ : d|ζ : z s
        θ : t s|κ : k|λ : l|μ : m|ν : n|ξ : ks
        π μπ : b|ρ : r|σ ς τσ : s|τ : t|ντ : nt d|τζ : j|φ : f|χ : h k|ψ : bs
        """

    /// The letters of Arabic, Persian, Pashto, Kurdish and Urdu.
    ///
    /// They are read as names are spelt in practice, which follows no one standard of transliteration.
    private static let arabic = """
        ا أ إ آ ٱ ة ۀ ۂ ە ^ع ^ء : A|ئ ي ی ې ۍ ێ ے : I|ى ی$ : I A|ؤ و ۆ ۇ : U|ء ع : -|ع$ : - A|^و : w|^ي ^ی : y|و$ : U -
        ب پ : b|ت ط ټ ٹ : t|ث : t s|ج ژ : j|ځ : j z|چ ش : c|ښ : c h|څ : s c|ح ه ہ ھ : h|ه$ ہ$ : A h|^طه$ : tAhA
        خ : h k|د ډ ڈ : d
        ذ ض ظ : d z|ر ړ ڑ ڕ : r|ز : z|ږ : j g|س ص : s|غ گ ګ : g|ف : f|ڤ ۋ : f U|ق ك ک : k|ل لل ڵ : l|م : m|ن ڼ ں : n
        الد : Ad Ald
        """

    /// The consonants of the Ethiopic block from U+1200 on, eight syllables each, in the order of Unicode.
    private static let ethiopic = """
        h l h m s r s c k k k k b f/U t c h h n n - k k h/k h/k w - z j y d d j g g g t c b s s f b
        """
    /// The vowels of the eight syllables; the sixth has a short one or none.
    private static let orders = ["E", "U", "I", "A", "I", "", "U", "UA"]
    private static let glides: [Substring: String] = ["w": "U", "y": "I", "-": ""]

    private init() {
        for row in (Readings.alphabets + "\n" + Readings.arabic).split(whereSeparator: { $0 == "\n" || $0 == "|" }) {
            let sides = row.split(separator: " : ")
            guard let left = sides.first, let right = sides.last, sides.count == 2 else { continue }
            let read = right.split(separator: " ").map { $0 == "-" ? [] : Array($0.utf16) }
            for spelling in left.split(separator: " ") { add(Array(spelling.utf16), read) }
        }
        for (row, read) in Readings.ethiopic.split(separator: " ").enumerated() {
            for (order, vowel) in Readings.orders.enumerated() {
                let unit = UInt16(0x1200 + 8 * row + order)
                let first = read.split(separator: "/").map { $0 == "-" ? vowel.isEmpty ? "I" : vowel : $0 + vowel }
                let inside = read.split(separator: "/").map { (Readings.glides[$0] ?? String($0)) + vowel }
                // Alif and ayn begin a word with a vowel even in the sixth order; w and y are consonants there only.
                add([Code.begin, unit], first.map { Array($0.utf16) })
                add([unit], inside.map { Array($0.utf16) })
            }
        }
    }

    private mutating func add(_ spelling: Units, _ read: [Units]) {
        for unit in spelling where unit != Code.begin && unit != Code.end {
            if let scalar = Unicode.Scalar(unit) { letters[Character(scalar)] = unit }
        }
        readings[spelling.reduce(0) { $0 << 16 | UInt64($1) }] = read
    }

    /// The readings of a word, at most so many: where they would be more, the later letters have their likeliest one.
    func read(_ word: ArraySlice<UInt16>, most: Int) -> [Units] {
        var units: Units = [Code.begin]
        for unit in word {
            // A letter written twice is one, but for ee; Arabic and Ethiopic write two only where a vowel is between.
            if unit != units[units.count - 1] || unit == Code.e || unit >= 0x0600 { units.append(unit) }
        }
        units.append(Code.end)
        var codes: [Units] = [[]]
        var index = 0
        while index < units.count {
            var (length, found): (Int, [Units]) = (1, [[]])
            var packed: UInt64 = 0
            for (offset, unit) in units[index..<min(index + 4, units.count)].enumerated() {
                packed = packed << 16 | UInt64(unit)
                if let read = readings[packed] {
                    (length, found) = (offset + 1, read)
                } else if offset == 0, unit != Code.begin, unit != Code.end {
                    found = [[unit]]
                }
            }
            let several = codes.count * found.count <= most ? found : Array(found.prefix(1))
            codes = several.flatMap { read in codes.map { $0 + read } }
            index += length
        }
        return codes
    }
}
