namespace Muutostieto.Server.Http;

/// <summary>The page's styles and icon, which are part of the program.</summary>
internal static class SiteFiles
{
    internal static SiteAnswer Style { get; } = Read("style.css", "text/css; charset=utf-8");

    /// <summary>Of what the status shows, here and in the self-service.</summary>
    internal static SiteAnswer StatusStyle { get; } = Read("status.css", "text/css; charset=utf-8");

    internal static SiteAnswer Icon { get; } = Read("icon.svg", "image/svg+xml; charset=utf-8");

    internal static SiteAnswer Read(string name, string contentType)
    {
        using var stream = typeof(SiteFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return new SiteAnswer(200, contentType, all.ToArray());
    }
}
