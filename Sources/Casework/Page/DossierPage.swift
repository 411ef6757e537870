internal import CivilTime
internal import HTML
public import Law
internal import Reunification

extension Dossier {
    /// The dossier as a page for people.
    public func page(_ sealed: Sealed, _ language: Language, style: StaticString) -> [UInt8] {
        func word(_ key: String) -> String { wording.words[key][language] }
        func day(_ day: Day?) -> String { day.map { wording.day($0, language) } ?? word("not_known") }
        var html = HTML()
        html.page(language, title: word("title_dossier"), style: style) { html in
            html.tag("header") { html in
                html.tag("p", ["class": "brand", "translate": "no"], "Weerzien")
                html.tag("h1", word("title_dossier"))
                if let name = plan.family.sponsor.name {
                    html.tag("p", ["class": "family"]) { html in
                        html.text(word("page_family") + " ")
                        html.tag("bdi", name)
                    }
                }
                html.tag("div", ["class": "note"]) { html in
                    html.tag("p", word("dossier_intro"))
                    html.tag("p", wording.phrase("as_of", language, days: ["day": plan.facts.asOf]))
                    if language == .ar { html.tag("p", word("page_not_reviewed")) }
                }
            }
            html.tag("main") { html in
                section("attempts", word("dossier_attempts"), &html) { html in
                    if attempts.isEmpty { html.tag("p", word("dossier_none")) }
                    for attempt in attempts {
                        html.tag("article", ["class": "post"]) { html in
                            html.tag("h3", day(attempt.on))
                            html.tag("dl", ["class": "facts"]) { html in
                                func fact(_ key: String, _ text: String?) {
                                    if let text { html.fact(word(key)) { $0.tag("bdi", text) } }
                                }
                                fact("dossier_how", attempt.kind.map { word("attempt_\($0.rawValue)") })
                                fact("dossier_with", attempt.to)
                                fact("dossier_outcome", attempt.outcome.map { word("outcome_\($0.rawValue)") })
                                fact("dossier_note", attempt.note)
                                for file in attempt.attachments {
                                    html.fact(word("dossier_attachments")) { html in
                                        html.tag("bdi", file.name ?? "–")
                                        html.text(" ")
                                        html.tag("span", ["class": "code", "dir": "ltr"], file.sha256 ?? "")
                                    }
                                }
                            }
                        }
                    }
                }
                section("obstacles", word("dossier_obstacles"), &html) { html in
                    if obstacles.isEmpty { html.tag("p", word("dossier_none")) }
                    for obstacle in obstacles {
                        html.tag("article", ["class": "post"]) { html in
                            html.tag("h3", word("obstacle_\(obstacle.kind?.documentName ?? "other")"))
                            html.tag("dl", ["class": "facts"]) { html in
                                html.fact(word("dossier_who")) { $0.tag("bdi", plan.name(of: obstacle.member)) }
                                html.fact(word("dossier_from")) { $0.text(day(obstacle.from)) }
                                html.fact(word("dossier_until")) { $0.text(day(obstacle.until)) }
                                let proof =
                                    obstacle.isDocumented == true ? "dossier_is_documented" : "dossier_not_documented"
                                html.fact(word("dossier_documented")) { $0.text(word(proof)) }
                            }
                        }
                    }
                }
                section("proves", word("heading_proves"), &html) { html in
                    html.tag("ul") { html in for key in Dossier.statements { html.tag("li", word(key)) } }
                }
                section("seal", word("dossier_seal"), &html) { html in
                    html.tag("dl", ["class": "facts"]) { html in
                        for (key, value) in [
                            ("dossier_head", sealed.head), ("dossier_key", sealed.publicKey),
                            ("dossier_signature", sealed.signature),
                        ] {
                            html.fact(word(key)) { $0.tag("span", ["class": "code", "dir": "ltr"], value) }
                        }
                    }
                    html.tag("p", word("dossier_check"))
                }
            }
        }
        return html.bytes
    }

    private func section(_ id: String, _ heading: String, _ html: inout HTML, _ body: (inout HTML) -> Void) {
        html.tag("section", ["id": id, "aria-labelledby": id + "-h"]) { html in
            html.tag("h2", ["id": id + "-h"], heading)
            body(&html)
        }
    }
}
