import Foundation
import PackagePlugin

/// Checks `law/`, `guide/` and `locales/` and packs them into the program with schemas and style, again whenever a file changes.
@main
struct PackLaw: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let package = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "PackedLaw.swift")
        func files(_ folder: URL) -> [URL] {
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        }
        return [
            .buildCommand(
                displayName: "Checking and packing the law",
                executable: try context.tool(named: "law-pack").url,
                arguments: [package.path(), output.path()],
                inputFiles: ["law", "guide", "locales", "schemas", "web"].flatMap { files(package.appending(path: $0)) }
                    .filter { ["yaml", "po", "json", "csv", "css"].contains($0.pathExtension) },
                outputFiles: [output]
            )
        ]
    }
}
