import Foundation
import PackagePlugin

/// Checks `law/` and packs it into the program, again whenever one of its files changes.
@main
struct PackLaw: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let law = context.package.directoryURL.appending(path: "law")
        let words = context.package.directoryURL.appending(path: "locales/terminal.yaml")
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedLaw.swift")
        let files = FileManager.default.enumerator(at: law, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        return [
            .buildCommand(
                displayName: "Checking and packing the law",
                executable: try context.tool(named: "law-pack").url,
                arguments: [law.path(), words.path(), output.path()],
                inputFiles: files.filter { $0.pathExtension == "yaml" } + [words],
                outputFiles: [output])
        ]
    }
}
