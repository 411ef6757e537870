internal import ArgumentParser
internal import Casework
internal import CivilTime
internal import Desk
internal import Documents
internal import FoundationEssentials
internal import Journal
internal import Law
internal import Seal

/// `weerzien file`: a family's file.
struct FileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "A family's file: open, write down, look, share, export, erase.",
        subcommands: [
            Open.self, Show.self, Record.self, Tasks.self, FilePlan.self, History.self, AsOf.self, Changes.self,
            Audit.self,
            Attach.self,
            Attachment.self, Assign.self, Join.self, Name.self, Share.self, EndShare.self, Withdraw.self,
            Emergency.self,
            HandOver.self, Export.self, Erase.self,
        ])

    /// What every command about one file takes.
    struct Options: ParsableArguments {
        @Argument(help: "The id of the file.") var file: String
        @OptionGroup var store: StoreOptions
        @OptionGroup var who: ActorOptions

        func read(_ request: ReadRequest) async throws {
            try await answer(request, store, who)
        }

        /// Does something with the file and says what.
        func work<Result>(_ body: (Desk, Actor, Moment) async throws -> Result) async throws -> Result {
            try await working(store, who, body)
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the file of a family, perhaps from a facts document.")
        @OptionGroup var store: StoreOptions
        @OptionGroup var who: ActorOptions
        @Option(help: "What the family is called.") var label: String?
        @Option(help: ArgumentHelp("Facts document to begin with.", valueName: "file")) var facts: String?

        func run() async throws {
            let facts = try facts.map(FactList.read) ?? []
            let attempts = try self.facts.map(FactList.attempts) ?? []
            let id = try await working(store, who) { desk, actor, moment in
                let id = try await desk.open(label: label, facts: facts, by: actor, at: moment)
                for attempt in attempts {
                    try await desk.record(attempt, in: .family, of: id, by: actor, at: moment)
                }
                return id
            }
            print(id)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The file as it is now, as far as the account may see it.")
        @OptionGroup var options: Options
        func run() async throws { try await options.read(.file(options.file)) }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write down what happened.",
            discussion: """
                VERB is one of: \(FileVerb.allCases.filter { !Desk.isGoverned($0) }.map(\.rawValue).joined(separator: ", ")).
                FIELD=VALUE fills the fields of the verb; for facts_recorded and facts_corrected a place of the facts document: sponsor.birth_date=1991-04-12.
                """)
        @OptionGroup var options: Options
        @Argument(help: "What happened.") var verb: String
        @Argument(help: "Fields, or facts.") var fields: [String] = []
        @Option(name: .customLong("in"), help: "family, professionals or personal:MEMBER.") var compartment = "family"
        @Option(help: "How many events of the compartment you had seen, when you write down later.") var seen: Int?

        func run() async throws {
            guard let verb = FileVerb(rawValue: verb) else {
                throw Failure.wrongInput("no verb ‘\(verb)’; weerzien file record --help lists them")
            }
            guard let kind = CompartmentKind(compartment) else {
                throw Failure.wrongInput("--in: family, professionals or personal:MEMBER is expected")
            }
            var draft = Draft(verb, seen: seen)
            for field in fields {
                let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2 else { throw Failure.wrongInput("‘\(field)’: FIELD=VALUE is expected") }
                if parts[0].contains(".") {
                    draft.facts.append(FileEvent.Fact(path: parts[0], value: FactList.json(parts[1])))
                } else {
                    draft.details[parts[0]] = parts[1]
                }
            }
            let drafted = draft
            let recorded = try await options.work {
                try await $0.record(drafted, in: kind, of: options.file, by: $1, at: $2)
            }
            print(recorded.number)
            for place in recorded.conflicts {
                StandardError.write(
                    "Somebody else wrote something different at \(place). Both are kept; decide with conflict_decided.")
            }
        }
    }

    struct Tasks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What has to be done: appointments and steps, without facts.")
        @OptionGroup var options: Options
        func run() async throws { try await options.read(.tasks(options.file)) }
    }

    struct FilePlan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "The family's plan from the file, as JSON, page or calendar.")
        @OptionGroup var options: Options
        @Option(help: "Language: nl, fr, en or ar.") var lang: Language = .nl
        @Option(help: "json, html or ics.") var format: Format = .json
        enum Format: String, ExpressibleByArgument, CaseIterable { case json, html, ics }
        func run() async throws {
            switch format {
            case .json: try await options.read(.plan(options.file))
            case .html: try await options.read(.page(options.file, lang))
            case .ics: try await options.read(.calendar(options.file, lang))
            }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Everything that happened, in order.")
        @OptionGroup var options: Options
        func run() async throws { try await options.read(.history(options.file)) }
    }

    struct AsOf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The file as it was known at the end of a day.")
        @OptionGroup var options: Options
        @Argument(help: "The day.") var day: Day
        func run() async throws { try await options.read(.asOf(options.file, day)) }
    }

    struct Changes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What changed for the family between two days: facts and answers.")
        @OptionGroup var options: Options
        @Option(help: "The first day.") var from: Day
        @Option(help: "The second day.") var to: Day
        func run() async throws { try await options.read(.changes(options.file, from: from, to: to)) }
    }

    struct Audit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Who read and wrote.")
        @OptionGroup var options: Options
        func run() async throws { try await options.read(.audit(options.file)) }
    }

    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep a scan or another file with it.")
        @OptionGroup var options: Options
        @Argument(help: "The file to keep.") var path: String
        @Option(name: .customLong("in"), help: "family, professionals or personal:MEMBER.") var compartment = "family"
        func run() async throws {
            guard let kind = CompartmentKind(compartment) else {
                throw Failure.wrongInput("--in: family, professionals or personal:MEMBER is expected")
            }
            let bytes = try Files.read(path)
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let id = try await options.work {
                try await $0.attach(
                    bytes, name: name, sha256: Seal.hex(Seal.sha256(bytes)), in: kind, of: options.file, by: $1, at: $2)
            }
            print(id)
        }
    }

    struct Attachment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attachment", abstract: "Give back something that was kept with the file.")
        @OptionGroup var options: Options
        @Argument(help: "The id of the attachment.") var id: String
        @Option(name: .shortAndLong, help: "File to write.") var output: String
        func run() async throws {
            let bytes = try await options.work {
                try await $0.answer(.attachment(options.file, id: id), to: $1, at: $2)
            }
            try Files.write(bytes, to: output)
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give somebody of the organisation the file, or take it back.")
        @OptionGroup var options: Options
        @Argument(help: "The account.") var account: String
        @Option(help: "The last day.") var until: Day?
        @Flag(help: "Take it back.") var end = false
        func run() async throws {
            try await options.work {
                if end {
                    try await $0.endAssignment(account, to: options.file, by: $1, at: $2)
                } else {
                    try await $0.assign(account, to: options.file, until: until, by: $1, at: $2)
                }
            }
        }
    }

    struct Join: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a member of the family into the file.")
        @OptionGroup var options: Options
        @Argument(help: "The account of the member.") var account: String
        @Option(help: "The member's id in the facts; sponsor for the minor sponsor.") var member: String
        func run() async throws {
            try await options.work { try await $0.join(account, as: member, of: options.file, by: $1, at: $2) }
        }
    }

    struct Name: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Name a worker who may open your own compartment.")
        @OptionGroup var options: Options
        @Argument(help: "The account of the worker.") var account: String
        @Option(help: "Your id in the facts.") var member: String
        func run() async throws {
            try await options.work { try await $0.name(account, for: member, of: options.file, by: $1, at: $2) }
        }
    }

    struct Share: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Share the file with another organisation, on a consent.")
        @OptionGroup var options: Options
        @Argument(help: "The organisation.") var organisation: String
        @Option(help: "What for.") var purpose: String
        @Option(help: "The last day.") var until: Day
        @Option(help: "The id of the consent.") var consent: String
        @Flag(help: "The helpers' compartment as well.") var professionals = false
        func run() async throws {
            let id = try await options.work {
                try await $0.share(
                    options.file, with: organisation, scope: professionals ? [.family, .professionals] : [.family],
                    purpose: purpose, until: until, consent: consent, by: $1, at: $2)
            }
            print(id)
        }
    }

    struct EndShare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a share.")
        @OptionGroup var options: Options
        @Argument(help: "The id of the share.") var share: String
        func run() async throws {
            try await options.work { try await $0.endShare(share, of: options.file, by: $1, at: $2) }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw-consent", abstract: "Withdraw a consent; what rests on it ends at once.")
        @OptionGroup var options: Options
        @Argument(help: "The id of the consent.") var consent: String
        func run() async throws {
            try await options.work { try await $0.withdrawConsent(consent, of: options.file, by: $1, at: $2) }
        }
    }

    struct Emergency: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a member's own compartment for three hours; she and the supervisor see that, and why.")
        @OptionGroup var options: Options
        @Option(help: "The member.") var member: String
        @Option(help: "Why.") var reason: String
        func run() async throws {
            try await options.work {
                try await $0.breakGlass(member, of: options.file, reason: reason, by: $1, at: $2)
            }
        }
    }

    struct HandOver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hand the file over to another organisation, on a consent.")
        @OptionGroup var options: Options
        @Argument(help: "The organisation.") var organisation: String
        @Option(help: "What for.") var purpose: String
        @Option(help: "The id of the consent.") var consent: String
        func run() async throws {
            try await options.work {
                try await $0.handOver(
                    options.file, to: organisation, purpose: purpose, consent: consent, by: $1, at: $2)
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What concerns a person, to take along: data or a page.")
        @OptionGroup var options: Options
        @Flag(help: "A page to read instead of data.") var page = false
        @Option(help: "Language of the page: nl, fr, en or ar.") var lang: Language = .nl
        func run() async throws {
            try await options.read(page ? .exportPage(options.file, lang) : .export(options.file))
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Destroy the file, or only one member's own compartment. It cannot be undone.")
        @OptionGroup var options: Options
        @Option(help: "Only this member's own compartment.") var member: String?
        @Flag(help: "Yes, destroy it.") var yes = false
        func run() async throws {
            guard yes else { throw Failure.wrongInput("this cannot be undone; add --yes") }
            let erasure = try await options.work { try await $0.erase(options.file, member: member, by: $1, at: $2) }
            print(erasure.text)
        }
    }
}
