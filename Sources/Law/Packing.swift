package import CivilTime

/// Writes the law as one text that needs no parsing beyond splitting: fields ended by U+001F, lists led by their length.
package struct Packer {
    package private(set) var text = ""

    package init() {}

    package mutating func put(_ field: String) {
        precondition(!field.unicodeScalars.contains("\u{1F}"))
        text += field
        text += "\u{1F}"
    }

    package mutating func put(_ number: Int) { put(String(number)) }
    package mutating func put(_ number: Int32?) { put(number.map { String($0) } ?? "") }
    package mutating func put(_ day: Day?) { put(day?.rawValue) }
    package mutating func put(_ words: Words) { for text in [words.nl, words.fr, words.en, words.ar] { put(text) } }
    package mutating func put(_ source: Source) {
        put(source.title)
        put(source.url ?? "")
    }

    package mutating func put<Item>(_ items: [Item], _ each: (inout Packer, Item) -> Void) {
        put(items.count)
        for item in items { each(&self, item) }
    }
}

/// Reads what `Packer` wrote.
package struct Unpacker {
    /// The text is not a packed law.
    package struct Damage: Error {
        package init() {}
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func field() throws(Damage) -> UnsafeBufferPointer<UInt8> {
        let start = position
        while position < bytes.count, bytes[position] != 0x1F { position += 1 }
        guard position < bytes.count else { throw Damage() }
        position += 1
        return UnsafeBufferPointer(rebasing: bytes[start..<position - 1])
    }

    package mutating func string() throws(Damage) -> String { String(decoding: try field(), as: UTF8.self) }

    package mutating func optionalNumber() throws(Damage) -> Int32? {
        let field = try field()
        if field.isEmpty { return nil }
        var (number, isNegative) = (0, false)
        for byte in field {
            if byte == UInt8(ascii: "-") { isNegative = true } else { number = number * 10 + Int(byte) - 48 }
        }
        guard let narrow = Int32(exactly: isNegative ? -number : number) else { throw Damage() }
        return narrow
    }

    package mutating func number() throws(Damage) -> Int {
        guard let number = try optionalNumber() else { throw Damage() }
        return Int(number)
    }

    package mutating func day() throws(Damage) -> Day? { try optionalNumber().map(Day.init(rawValue:)) }

    package mutating func requiredDay() throws(Damage) -> Day {
        guard let day = try day() else { throw Damage() }
        return day
    }

    package mutating func words() throws(Damage) -> Words {
        Words(nl: try string(), fr: try string(), en: try string(), ar: try string())
    }

    package mutating func source() throws(Damage) -> Source {
        let (title, url) = (try string(), try string())
        return Source(title: title, url: url.isEmpty ? nil : url)
    }

    package mutating func list<Item>(_ each: (inout Unpacker) throws(Damage) -> Item) throws(Damage) -> [Item] {
        let count = try number()
        guard count >= 0, count <= bytes.count else { throw Damage() }
        var items: [Item] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try each(&self)) }
        return items
    }

    package mutating func choice<Choice: RawRepresentable>(_ type: Choice.Type) throws(Damage) -> Choice
    where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try string()) else { throw Damage() }
        return choice
    }
}

extension LawBook {
    /// The whole law as one text, for packing into the program.
    public var packed: String {
        var packer = Packer()
        packer.put(parameters) { $0.put($1) }
        packer.put(provisions) { $0.put($1) }
        packer.put(regimes) { $0.put($1) }
        packer.put(resolver) { $0.put($1) }
        packer.put(referencePosts) { packer, post in
            packer.put(post.nationality)
            packer.put(post.country)
            packer.put(post.post)
            packer.put(post.from)
            packer.put(post.sources) { $0.put($1) }
        }
        packer.put(sentences.sorted { $0.key < $1.key }) { packer, entry in
            packer.put(entry.key)
            packer.put(entry.value)
        }
        packer.put(Unit.allCases) { packer, unit in packer.put(unitWords[unit] ?? Words(nl: "", fr: "", en: "")) }
        return packer.text
    }

    /// Reads a packed law.
    ///
    /// - Returns: `nil` when the text is damaged, which a checked build never is.
    public init?(packed bytes: UnsafeBufferPointer<UInt8>) {
        var unpacker = Unpacker(bytes)
        do throws(Unpacker.Damage) {
            parameters = try unpacker.list(ParameterRecord.unpack)
            provisions = try unpacker.list(ProvisionRecord.unpack)
            regimes = try unpacker.list(Regime.unpack)
            resolver = try unpacker.list(ResolverRow.unpack)
            referencePosts = try unpacker.list(ReferencePost.unpack)
            sentences = [:]
            for (key, words) in try unpacker.list({ (unpacker) throws(Unpacker.Damage) in
                (try unpacker.string(), try unpacker.words())
            }) { sentences[key] = words }
            unitWords = [:]
            let words = try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.words() }
            for (unit, words) in zip(Unit.allCases, words) { unitWords[unit] = words }
        } catch {
            return nil
        }
    }
}

extension Packer {
    mutating func put(_ record: ParameterRecord) {
        put(record.parameter.rawValue)
        put(record.title)
        put(Int(record.provision.rawValue))
        put(record.unit.rawValue)
        put(record.readOn.rawValue)
        put(record.indexedEveryMonths.map(Int32.init))
        put(record.checkedUntil)
        put(record.note)
        put(record.values) { packer, value in
            packer.put(value.from)
            packer.put(value.value)
            packer.put(value.status.rawValue)
            packer.put(value.assuredThrough)
            packer.put(value.note)
            packer.put(value.sources) { $0.put($1) }
        }
    }

    mutating func put(_ record: ProvisionRecord) {
        put(Int(record.provision.rawValue))
        put(record.kind.rawValue)
        put(record.title)
        put(record.plain)
        put(record.notModelled) { $0.put($1) }
        put(record.confidence.rawValue)
        put(record.confidenceOf.sorted { $0.key < $1.key }) { packer, entry in
            packer.put(entry.key)
            packer.put(entry.value.rawValue)
        }
        put(record.checkedUntil)
        put(record.checkedBy)
        put(record.sources) { $0.put($1) }
    }

    mutating func put(_ regime: Regime) {
        put(regime.id)
        put(regime.title)
        put(regime.status.rawValue)
        put(regime.plain)
        put(regime.readings) { packer, reading in
            packer.put(reading.id)
            packer.put(reading.textOf)
            packer.put(reading.changes) { packer, change in
                packer.put(change.parameter.rawValue)
                packer.put(change.value)
                packer.put(change.status.rawValue)
                packer.put(change.note)
            }
            packer.put(reading.because)
            packer.put(reading.sources) { $0.put($1) }
        }
        put(regime.windowReading)
        put(regime.notModelled) { $0.put($1) }
        put(regime.sources) { $0.put($1) }
    }

    mutating func put(_ row: ResolverRow) {
        put(row.regime)
        put(row.lodgedThrough)
        put(row.residenceDecidedThrough)
        put(row.sponsor?.rawValue)
        put(row.onlyJoining ? 1 : 0)
        put(row.assessedFrom)
    }
}

extension ParameterRecord {
    static func unpack(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> ParameterRecord {
        guard let parameter = Parameter(rawValue: try unpacker.number()) else { throw Unpacker.Damage() }
        let title = try unpacker.words()
        guard let provision = Provision(rawValue: UInt8(try unpacker.number())) else { throw Unpacker.Damage() }
        return ParameterRecord(
            parameter: parameter, title: title, provision: provision, unit: try unpacker.choice(Unit.self),
            readOn: try unpacker.choice(ReadOn.self), indexedEveryMonths: try unpacker.optionalNumber().map(Int.init),
            checkedUntil: try unpacker.requiredDay(), note: try unpacker.string(),
            values: try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                DatedValue(
                    from: try unpacker.requiredDay(), value: try unpacker.optionalNumber(),
                    status: try unpacker.choice(ValueStatus.self), assuredThrough: try unpacker.day(),
                    note: try unpacker.string(),
                    sources: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.source() })
            })
    }
}

extension ProvisionRecord {
    static func unpack(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> ProvisionRecord {
        guard let provision = Provision(rawValue: UInt8(try unpacker.number())) else { throw Unpacker.Damage() }
        return ProvisionRecord(
            provision: provision, kind: try unpacker.choice(Kind.self), title: try unpacker.words(),
            plain: try unpacker.words(),
            notModelled: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.words() },
            confidence: try unpacker.choice(Confidence.self), confidenceOf: try confidences(&unpacker),
            checkedUntil: try unpacker.requiredDay(),
            checkedBy: try unpacker.string(),
            sources: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.source() })
    }
}

extension ProvisionRecord {
    private static func confidences(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> [String: Confidence] {
        var confidences: [String: Confidence] = [:]
        let entries = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
            (try unpacker.string(), try unpacker.choice(Confidence.self))
        }
        for (key, value) in entries { confidences[key] = value }
        return confidences
    }
}

extension Regime {
    static func unpack(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> Regime {
        Regime(
            id: try unpacker.string(), title: try unpacker.words(), status: try unpacker.choice(Status.self),
            plain: try unpacker.words(), readings: try unpacker.list(Reading.unpack),
            windowReading: try unpacker.number(),
            notModelled: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.words() },
            sources: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.source() })
    }
}

extension Regime.Reading {
    static func unpack(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> Regime.Reading {
        Regime.Reading(
            id: try unpacker.string(), textOf: try unpacker.requiredDay(),
            changes: try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                guard let parameter = Parameter(rawValue: try unpacker.number()) else { throw Unpacker.Damage() }
                return Regime.Change(
                    parameter: parameter, value: try unpacker.optionalNumber(),
                    status: try unpacker.choice(ValueStatus.self), note: try unpacker.string())
            },
            because: try unpacker.words(),
            sources: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.source() })
    }
}

extension ResolverRow {
    static func unpack(_ unpacker: inout Unpacker) throws(Unpacker.Damage) -> ResolverRow {
        ResolverRow(
            regime: try unpacker.number(), lodgedThrough: try unpacker.requiredDay(),
            residenceDecidedThrough: try unpacker.day(),
            sponsor: try unpacker.optionalNumber().flatMap(Protection.init(rawValue:)),
            onlyJoining: try unpacker.number() == 1, assessedFrom: try unpacker.day())
    }
}
