using System.Text.RegularExpressions;

namespace Muutostieto.Integration.Tests.Browser;

/// <summary>
/// The pictures of the users' guides, <c>docs/pictures/PAGE-LANGUAGE.png</c>: 1280 px wide, light, made by the flow whose name begins the
/// page's. With <c>MUUTOSTIETO_UPDATE_DOCS=1</c> a flow writes those that the guides name; else pixels are not compared.
/// </summary>
internal static partial class GuidePictures
{
    /// <summary>The width of each, in pixels.</summary>
    internal const int Width = 1280;

    /// <summary>The most bytes of each.</summary>
    internal const int MostBytes = 165_000;

    internal static string Folder => Repository.File("docs", "pictures");

    /// <summary>The names that the guides have, without ending: page and language, as <c>residents-search-en</c>.</summary>
    internal static IReadOnlyList<string> Named() =>
    [
        .. new[] { "self-service.md", "itsepalvelu.md" }
            .SelectMany(guide => Link().Matches(File.ReadAllText(Repository.File("docs", guide))))
            .Select(link => link.Groups["name"].Value)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Asserts that a flow has seen each page of its own that the guides show, or writes its pictures.</summary>
    /// <param name="flow">The flow's name.</param>
    /// <param name="folder">Where its pictures are.</param>
    /// <param name="seen">The names of their files.</param>
    internal static void Check(string flow, string folder, IReadOnlyCollection<string> seen)
    {
        var own = Named().Where(name => name.StartsWith(flow + "-", StringComparison.Ordinal)).ToList();
        Assert.That(own.Select(FileOf), Is.SubsetOf(seen), "the guides show pictures that the flow does not make");
        if (Environment.GetEnvironmentVariable("MUUTOSTIETO_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Folder);
            own.ForEach(name => File.Copy(Path.Combine(folder, FileOf(name)), Path.Combine(Folder, name + ".png"), overwrite: true));
        }
    }

    private static string FileOf(string name) => $"{name}-{Width}-light.png";

    [GeneratedRegex(@"\]\(pictures/(?<name>[a-z-]+)\.png\)")]
    private static partial Regex Link();
}
