internal import CivilTime
internal import Documents
internal import Reunification

/// The verdicts, days and amounts of a plan as rows of a table, one for each member.
///
/// Cells are taken from the plan document itself, so that they cannot differ from it; `null` there is an empty cell.
public enum FlatPlan {
    /// Columns with the paths of their values inside a member of the plan document.
    private static let columns: [(name: String, path: [String])] = [
        ("member", "id"), ("lodging_on", "lodging.on"), ("lodging_assumed", "lodging.assumed"), ("regime", "regime"),
        ("entitlement", "entitlement.verdict"),
        ("may_lodge", "may_lodge_from.verdict"), ("may_lodge_from", "may_lodge_from.on"),
        ("exemption", "exemption.verdict"), ("window_first_day", "exemption.window.first_day"),
        ("window_last_day", "exemption.window.last_day"),
        ("window_last_day_rolled_over", "exemption.window.last_day_rolled_over"),
        ("complete_by", "exemption.complete_by.on"),
        ("income", "conditions.income.verdict"), ("income_required", "conditions.income.required"),
        ("income_reference_low", "conditions.income.reference.low"),
        ("income_reference_high", "conditions.income.reference.high"),
        ("income_reference_assured_through", "conditions.income.reference.assured_through"),
        ("income_counted", "conditions.income.counted"),
        ("housing", "conditions.housing.verdict"), ("housing_required", "conditions.housing.required"),
        ("insurance", "conditions.insurance.verdict"), ("insurance_required", "conditions.insurance.required"),
        ("contribution", "fees.administrative_contribution.verdict"),
        ("contribution_amount", "fees.administrative_contribution.amount"),
        ("contribution_low", "fees.administrative_contribution.low"),
        ("contribution_high", "fees.administrative_contribution.high"),
        ("visa_handling", "fees.visa_handling.verdict"), ("visa_handling_low", "fees.visa_handling.low"),
        ("visa_handling_high", "fees.visa_handling.high"),
        ("decision_due_on", "decision.due_on"), ("decision_latest_on", "decision.latest_on"),
        ("decision_use_by", "decision.use_by"),
        ("register_by", "stay.register_by"), ("renew_from", "stay.renew_from"), ("renew_until", "stay.renew_until"),
        ("conditional_until", "stay.conditional_until.on"),
    ].map { ($0.0, $0.1.split(separator: ".").map(String.init)) }

    /// The names of the columns: the family's line in the input, the family, the day of the facts, and each answer.
    public static let header = ["line", "family", "as_of"] + columns.map(\.name)

    /// The rows of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - line: The line on which its family stands in the input.
    /// - Returns: The cells of a row for each member, in the order of the header.
    public static func rows(_ plan: Plan, line: Int) -> [[String]] {
        plan.facts.members.indices.map { member in
            var writer = JSONWriter(pretty: false)
            writer.object { MemberJSON(plan: plan, member: member, wording: nil).write(&$0) }
            let node = try? JSONReader.read(writer.bytes)
            return ["\(line)", plan.facts.family ?? "", plan.facts.asOf.description]
                + columns.map { column in node?.at(column.path)?.text ?? "" }
        }
    }
}

extension Node {
    /// The value at a path of keys.
    func at(_ path: [String]) -> Node? {
        var node = self
        for key in path {
            guard case .map(let entries) = node.content, let next = entries.first(where: { $0.key == key }) else {
                return nil
            }
            node = next.value
        }
        return node
    }
}
