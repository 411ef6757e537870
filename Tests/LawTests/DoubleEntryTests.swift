import BuiltInLaw
import Law
import TestSupport
import Testing

@Suite struct DoubleEntryTests {
    @Test(arguments: Parameter.allCases) func `a parameter has the digest's numbers, days and statuses`(
        parameter: Parameter
    ) throws {
        #expect(try DoubleEntry().agrees(with: BuiltInLaw.book[parameter]))
    }

    @Test(arguments: Provision.allCases) func `a provision has the digest's confidence, kind and day of checking`(
        provision: Provision
    ) throws {
        #expect(try DoubleEntry().agrees(with: BuiltInLaw.book[provision]))
    }
}
