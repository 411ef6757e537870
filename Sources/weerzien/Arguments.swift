public import ArgumentParser
public import CivilTime
public import Law

extension Language: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    /// Reads a day of the command line.
    public init?(argument: String) {
        self.init(argument)
    }
}
