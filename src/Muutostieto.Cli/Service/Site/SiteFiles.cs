using System.Reflection;

namespace Muutostieto.Cli.Service.Site;

/// <summary>The page's style and icon, which are part of the program.</summary>
internal static class SiteFiles
{
    internal static SiteAnswer Style { get; } = new(200, "text/css; charset=utf-8", Read("style.css"));

    internal static SiteAnswer Icon { get; } = new(200, "image/svg+xml; charset=utf-8", Read("icon.svg"));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Site." + name) ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
