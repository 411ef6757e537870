import Foundation
import PackagePlugin

/// Checks `law/` and packs it into the program with the words and the schemas, again whenever a file of theirs changes.
@main
struct PackLaw: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let law = context.package.directoryURL.appending(path: "law")
        let words = context.package.directoryURL.appending(path: "locales/terminal.yaml")
        let schemas = context.package.directoryURL.appending(path: "schemas")
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedLaw.swift")
        func files(_ folder: URL) -> [URL] {
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        }
        return [
            .buildCommand(
                displayName: "Checking and packing the law",
                executable: try context.tool(named: "law-pack").url,
                arguments: [law.path(), words.path(), schemas.path(), output.path()],
                inputFiles: files(law).filter { $0.pathExtension == "yaml" } + [words] + files(schemas),
                outputFiles: [output]
            )
        ]
    }
}
