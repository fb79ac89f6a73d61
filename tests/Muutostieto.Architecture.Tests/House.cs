using System.Reflection;
using System.Text.RegularExpressions;

namespace Muutostieto.Architecture.Tests;

/// <summary>The projects below <c>src</c>: their sources, and their assemblies as they were built.</summary>
internal static partial class House
{
    private const string Prefix = "Muutostieto.";

    /// <summary>Names of the projects below <c>src</c>, without the common prefix.</summary>
    internal static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory
            .GetDirectories(Path.Combine(Repository.Root, "src"), Prefix + "*")
            .Select(folder => Path.GetFileName(folder)[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    internal static Assembly AssemblyOf(string project) => Assembly.Load(project == "Cli" ? "muutostieto" : Prefix + project);

    /// <summary>The projects that a project's file names.</summary>
    internal static IReadOnlyList<string> ReferencesOf(string project) =>
        [
            .. Reference()
                .Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", Prefix + project, Prefix + project + ".csproj")))
                .Select(match => match.Groups[1].Value),
        ];

    /// <summary>The handwritten types, nested ones included: no closures, iterators or generated code.</summary>
    internal static IEnumerable<Type> TypesOf(string project) =>
        AssemblyOf(project)
            .GetTypes()
            .Where(type =>
                !type.FullName!.Contains('<', StringComparison.Ordinal)
                && type.FullName.StartsWith("Muutostieto", StringComparison.Ordinal)
                && !IsGenerated(type));

    /// <summary>The source files of a project with their text, by path below the root.</summary>
    internal static IEnumerable<(string Path, string Text)> SourcesOf(string project) => Sources(Path.Combine("src", Prefix + project));

    /// <summary>The source files in a folder below the root, what a build makes left out.</summary>
    internal static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Select(path => (path, File.ReadAllText(Path.Combine(Repository.Root, path))));

    private static bool IsGenerated(Type? type) =>
        type is not null
        && (type.GetCustomAttributesData()
                .Any(attribute => attribute.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute")
            || IsGenerated(type.DeclaringType));

    [GeneratedRegex("""ProjectReference Include="\.\./[^"]*/Muutostieto\.(\w+)\.csproj""")]
    private static partial Regex Reference();
}
