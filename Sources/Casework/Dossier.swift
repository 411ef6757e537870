internal import CivilTime
internal import Documents
internal import Law
internal import Reunification
public import Seal

/// The record of what a family did to lodge in time and of what stopped it, sealed so that every change shows.
///
/// Each record carries the hash of itself and of all before it; the signature is over their number and the last hash.
public struct Dossier {
    /// What is written of one attempt or obstacle, in order.
    private struct Record {
        var json: (inout JSONWriter) -> Void
    }

    let plan: Plan
    let wording: Wording

    /// Prepares a dossier.
    ///
    /// - Parameters:
    ///   - plan: The plan of the family.
    ///   - wording: Words.
    public init(_ plan: Plan, _ wording: Wording) {
        self.plan = plan
        self.wording = wording
    }

    /// The statements about what a seal proves, and what not.
    static let statements = [
        "proves_unchanged", "proves_key", "proves_not_true", "proves_not_when", "proves_not_whole",
    ]

    /// A sealed dossier.
    public struct Sealed: Sendable {
        /// The file, to the byte.
        public var bytes: [UInt8]
        /// How many records.
        public var count: Int
        /// The hash of the last record.
        public var head: String
        /// The signature over both.
        public var signature: String
        /// By which it is checked.
        public var publicKey: String
        /// The SHA-256 of the public key, to compare by another way.
        public var fingerprint: String { Seal.bytes(hex: publicKey).map { Seal.hex(Seal.sha256($0)) } ?? "" }
    }

    /// Seals it.
    ///
    /// The file is JSON without blanks, keys in the order written, ended by one line feed; a checker can make it again from
    /// what it read and compare byte by byte.
    public func sealed(_ key: Seal.SigningKey) -> Sealed {
        let header = Dossier.json(self.header)
        var hash = Seal.sha256(Array("weerzien dossier 1 header\n".utf8) + header)
        let records = self.records
        var written: [[UInt8]] = []
        for (place, record) in records.enumerated() {
            func body(_ writer: inout JSONWriter) {
                writer.key("number") { $0.integer(place + 1) }
                record.json(&writer)
            }
            hash = Seal.sha256(hash + Dossier.json { $0.object(body) })
            let own = Seal.hex(hash)
            written.append(
                Dossier.json { writer in
                    writer.object { writer in
                        body(&writer)
                        writer.text("hash", own)
                    }
                })
        }
        let head = Seal.hex(hash)
        let message = Array("weerzien dossier 1 seal\n\(records.count)\n\(head)\n".utf8)
        let signature = key.sign(message)
        let stamp = Seal.hex(Seal.sha256(message + signature))
        let seal = Dossier.json { writer in
            writer.object { writer in
                writer.key("count") { $0.integer(records.count) }
                writer.text("head", head)
                writer.text("algorithm", "Ed25519")
                writer.text("public_key", Seal.hex(key.publicKey))
                writer.text("signature", Seal.hex(signature))
                writer.object("time_stamp") { writer in
                    writer.text("file", "dossier.tsr")
                    writer.text("of", stamp)
                }
            }
        }
        var bytes = Array("{\"dossier\":1,\"header\":".utf8) + header + Array(",\"records\":[".utf8)
        bytes += written.joined(separator: [UInt8(ascii: ",")])
        bytes += Array("],\"seal\":".utf8) + seal + Array("}\n".utf8)
        return Sealed(
            bytes: bytes, count: records.count, head: head, signature: Seal.hex(signature),
            publicKey: Seal.hex(key.publicKey))
    }

    private static func json(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(pretty: false)
        body(&writer)
        return writer.bytes
    }

    private func header(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.text("family", plan.facts.family)
            writer.text("as_of", plan.facts.asOf.description)
            writer.text("sponsor", plan.family.sponsor.name)
            if case .value(let granted) = plan.facts[Fact(.granted)] {
                writer.text("protection_granted_on", Day(rawValue: granted).description)
            }
            writer.list("members", plan.facts.members.indices) { writer, member in
                writer.object { writer in
                    writer.text("id", plan.facts.members[member])
                    writer.text("name", plan.family.members[member].name)
                    if case .day(let last) = plan.assessment[member, .exemption].values[.third] {
                        writer.text("window_last_day", Day(rawValue: last).description)
                    }
                }
            }
            writer.text("law_checked_until", plan.rulebook.book.checkedUntil.description)
            writer.object("means") { writer in
                for key in Dossier.statements { writer.words(key, wording.words[key]) }
            }
        }
    }

    /// Attempts in the order of their days, then obstacles.
    private var records: [Record] {
        attempts.map { attempt in
            Record { writer in
                writer.text("kind", "attempt")
                writer.text("on", attempt.on?.description)
                writer.text("how", attempt.kind?.rawValue)
                writer.text("with", attempt.to)
                writer.text("outcome", attempt.outcome?.rawValue)
                writer.text("note", attempt.note)
                writer.list("attachments", attempt.attachments) { writer, file in
                    writer.object { writer in
                        writer.text("name", file.name)
                        writer.text("sha256", file.sha256)
                    }
                }
            }
        }
            + obstacles.map { obstacle in
                Record { writer in
                    writer.text("kind", "obstacle")
                    writer.text("member", plan.facts.members[obstacle.member])
                    writer.text("what", obstacle.kind?.documentName)
                    writer.text("from", obstacle.from?.description)
                    writer.text("until", obstacle.until?.description)
                    writer.key("documented") { writer in
                        if let documented = obstacle.isDocumented { writer.bool(documented) } else { writer.null() }
                    }
                }
            }
    }

    var attempts: [Family.Attempt] {
        plan.family.attempts.enumerated().sorted { one, other in
            (one.element.on?.rawValue ?? .max, one.offset) < (other.element.on?.rawValue ?? .max, other.offset)
        }.map(\.element)
    }

    struct Obstacle {
        var member: Int
        var kind: ObstacleKind?
        var from: Day?
        var until: Day?
        var isDocumented: Bool?
    }

    var obstacles: [Obstacle] {
        plan.facts.members.indices.flatMap { member in
            (0..<(plan.facts.obstacleCounts[member] ?? 0)).map { item in
                func value(_ key: FactKey) -> Int32? {
                    guard case .value(let value) = plan.facts[Fact(key, member: member, item: item)] else { return nil }
                    return value
                }
                let kinds = plan.family.obstacles[member]
                return Obstacle(
                    member: member, kind: kinds.indices.contains(item) ? kinds[item] : nil,
                    from: value(.obstacleFrom).map(Day.init(rawValue:)),
                    until: value(.obstacleUntil).map(Day.init(rawValue:)),
                    isDocumented: value(.obstacleDocumented).map { $0 == 1 })
            }
        }
    }
}
