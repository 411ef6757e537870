internal import CivilTime
internal import Law

extension Guide {
    /// The whole guide as one text, for packing into the program.
    public var packed: String {
        var packer = Packer()
        packer.put(posts) { packer, post in
            packer.put(post.id)
            packer.put(post.place)
            packer.put(post.country)
            packer.put(post.channel.rawValue)
            packer.put(post.fees) { $0.put($1.rawValue) }
            packer.put(post.residents) { $0.put($1) }
            packer.put(post.nationals) { $0.put($1) }
            packer.put(post.appointment)
            packer.put(optional: post.note)
            packer.put(post.standing)
        }
        packer.put(countries) { packer, country in
            packer.put(country.iso)
            packer.put(country.name)
            packer.put(country.posts) { $0.put($1) }
            packer.put(country.route.rawValue)
            packer.put(country.routeIsToCheck ? 1 : 0)
            packer.put(country.routeBy)
            packer.put(country.records.rawValue)
            packer.put(country.recordsNote)
            packer.put(optional: country.translation)
            packer.put(country.difficulties) { $0.put($1) }
            packer.put(country.alternatives)
            packer.put(country.standing)
        }
        packer.put(papers) { packer, paper in
            packer.put(paper.kind.rawValue)
            packer.put(paper.name)
            packer.put(paper.plain)
            packer.put(paper.standing)
        }
        packer.put(leadTimes) { packer, time in
            packer.put(time.kind.rawValue)
            packer.put(time.name)
            packer.put(time.days.lowerBound)
            packer.put(time.days.upperBound)
            packer.put(time.status.rawValue)
            packer.put(time.note)
        }
        packer.put(rules) { packer, rule in
            packer.put(rule.kind.rawValue)
            packer.put(rule.text)
            packer.put(rule.standing)
        }
        packer.put(costs) { packer, cost in
            packer.put(cost.kind.rawValue)
            packer.put(cost.name)
            packer.put(cost.per.rawValue)
            packer.put(cost.amount.map { Int32($0.lowerBound) })
            packer.put(cost.amount.map { Int32($0.upperBound) })
            packer.put(cost.due.rawValue)
            packer.put(cost.note)
            packer.put(cost.standing)
        }
        packer.put(support) { packer, route in
            packer.put(route.id)
            packer.put(route.name)
            packer.put(route.text)
            packer.put(route.standing)
        }
        packer.put(evidence) { packer, proof in
            packer.put(proof.kind.rawValue)
            packer.put(proof.rank)
            packer.put(proof.name)
            packer.put(proof.examples)
            packer.put(proof.standing)
        }
        packer.put(letters) { packer, letter in
            packer.put(letter.kind.rawValue)
            packer.put(letter.title)
            packer.put(letter.when)
            packer.put(letter.body)
            packer.put(letter.standing)
        }
        return packer.text
    }

    /// Reads a packed guide.
    ///
    /// - Returns: `nil` when the text is damaged, which a checked build never is.
    public init?(packed bytes: UnsafeBufferPointer<UInt8>) {
        var unpacker = Unpacker(bytes)
        do throws(Unpacker.Damage) {
            posts = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Post(
                    id: try unpacker.string(), place: try unpacker.words(), country: try unpacker.string(),
                    channel: try unpacker.choice(Post.Channel.self),
                    fees: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.choice(Cost.Kind.self)
                    },
                    residents: try unpacker.strings(),
                    nationals: try unpacker.strings(), appointment: try unpacker.words(),
                    note: try unpacker.optionalWords(), standing: try unpacker.standing())
            }
            countries = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Country(
                    iso: try unpacker.string(), name: try unpacker.words(), posts: try unpacker.strings(),
                    route: try unpacker.choice(Country.Route.self), routeIsToCheck: try unpacker.number() == 1,
                    routeBy: try unpacker.words(), records: try unpacker.choice(Country.Records.self),
                    recordsNote: try unpacker.words(), translation: try unpacker.optionalWords(),
                    difficulties: try unpacker.list { (unpacker) throws(Unpacker.Damage) in try unpacker.words() },
                    alternatives: try unpacker.words(), standing: try unpacker.standing())
            }
            papers = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Paper(
                    kind: try unpacker.choice(Paper.Kind.self), name: try unpacker.words(),
                    plain: try unpacker.words(), standing: try unpacker.standing())
            }
            leadTimes = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                LeadTime(
                    kind: try unpacker.choice(LeadTime.Kind.self), name: try unpacker.words(),
                    days: try unpacker.number()...(try unpacker.number()),
                    status: try unpacker.choice(ValueStatus.self), note: try unpacker.words())
            }
            rules = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                GeneralRule(
                    kind: try unpacker.choice(GeneralRule.Kind.self), text: try unpacker.words(),
                    standing: try unpacker.standing())
            }
            costs = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Cost(
                    kind: try unpacker.choice(Cost.Kind.self), name: try unpacker.words(),
                    per: try unpacker.choice(Cost.Per.self), amount: try unpacker.amount(),
                    due: try unpacker.choice(Cost.Due.self), note: try unpacker.words(),
                    standing: try unpacker.standing())
            }
            support = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Support(
                    id: try unpacker.string(), name: try unpacker.words(), text: try unpacker.words(),
                    standing: try unpacker.standing())
            }
            evidence = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Evidence(
                    kind: try unpacker.choice(Evidence.Kind.self), rank: try unpacker.number(),
                    name: try unpacker.words(), examples: try unpacker.words(), standing: try unpacker.standing())
            }
            letters = try unpacker.list { (unpacker) throws(Unpacker.Damage) in
                Letter(
                    kind: try unpacker.choice(Letter.Kind.self), title: try unpacker.words(),
                    when: try unpacker.words(), body: try unpacker.words(), standing: try unpacker.standing())
            }
        } catch {
            return nil
        }
    }
}

extension Packer {
    fileprivate mutating func put(_ standing: Standing) {
        put(standing.asOf)
        put(standing.reviewBy)
        put(standing.confidence.rawValue)
        put(standing.sources) { $0.put($1) }
    }

    fileprivate mutating func put(optional words: Words?) {
        put(words == nil ? 0 : 1)
        if let words { put(words) }
    }
}

extension Unpacker {
    fileprivate mutating func standing() throws(Damage) -> Standing {
        Standing(
            asOf: try string(), reviewBy: try requiredDay(), confidence: try choice(Confidence.self),
            sources: try list { (unpacker) throws(Damage) in try unpacker.source() })
    }

    fileprivate mutating func strings() throws(Damage) -> [String] {
        try list { (unpacker) throws(Damage) in try unpacker.string() }
    }

    fileprivate mutating func optionalWords() throws(Damage) -> Words? { try number() == 1 ? try words() : nil }

    fileprivate mutating func amount() throws(Damage) -> ClosedRange<Int64>? {
        let (low, high) = (try optionalNumber(), try optionalNumber())
        guard let low, let high, low <= high else { return nil }
        return Int64(low)...Int64(high)
    }
}
