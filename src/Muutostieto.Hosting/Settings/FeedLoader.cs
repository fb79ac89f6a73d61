using System.Text.RegularExpressions;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Interface.Feed;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads the section <c>Feed</c>.</summary>
internal static partial class FeedLoader
{
    private const string DefaultRule = "FREQ=DAILY";
    private static readonly TimeOnly DefaultTime = new(1, 30);
    private static readonly DateOnly Start = new(2026, 1, 5);
    private static readonly string[] Types = ["interface"];

    /// <summary>Null without the section, or after a fault.</summary>
    internal static FeedSettings? Load(SectionReader? reader, Func<SectionReader?, string, string, string> pathOf)
    {
        if (reader is null)
        {
            return null;
        }

        _ = reader.Word("type", Types);
        var url = Url(reader);
        var user = reader.Text("user");
        var scope = Scope(reader);
        var rhythm = RhythmOf(reader);
        var file = PathIfAny(reader, "passwordFile", pathOf);
        var variable = reader.Text(
            "passwordVariable", VariableName, "the name of an environment variable: letters, digits and underscores", required: false);
        if ((file is null) == (variable is null))
        {
            reader.Fault(
                "user", "\"user\" needs exactly one of \"passwordFile\" and \"passwordVariable\"", "Keep or add one of the two.");
        }

        var certificate = InterfaceLoader.Certificate(
            reader.Section("clientCertificate", ConfigurationKeys.InterfaceCertificate, required: false), pathOf);
        var client = reader.Text(
            "xRoadClient", XRoadClient, "instance/class/member/subsystem, as FI/MUN/0245437-2/client", required: false);
        return url is null || user is null || scope is null || rhythm is null
            ? null
            : new FeedSettings(url, user, scope, rhythm)
            {
                PasswordFile = file,
                PasswordVariable = variable,
                XRoadClient = client,
                ClientCertificate = certificate,
                CaFile = PathIfAny(reader, "caFile", pathOf),
                ScopePlace = reader.PlaceOf(scope.IsList ? "list" : "municipalities"),
            };
    }

    private static Uri? Url(SectionReader reader)
    {
        if (reader.Text("url") is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0
            || !url.AbsolutePath.TrimEnd('/').EndsWith("/api/v1", StringComparison.Ordinal))
        {
            reader.Fault(
                "url",
                "\"url\" is no address of an interface",
                "Write https://host/api/v1, or with the prefix of a security server; user and password have keys of their own.");
            return null;
        }

        if (url is { Scheme: "http", IsLoopback: false })
        {
            reader.Fault("url", "password and persons would cross the network unencrypted", "Write https, or a loopback address.");
            return null;
        }

        return url;
    }

    private static FeedScope? Scope(SectionReader reader)
    {
        var isList = reader.Boolean("list", defaultValue: false);
        var hasArea = reader.Value("municipalities", required: false) is not null;
        if (isList == hasArea)
        {
            reader.Fault(
                hasArea ? "list" : "municipalities",
                "whose data are fetched needs exactly one of \"municipalities\" and \"list\": true",
                "Keep or add one of the two.");
            return null;
        }

        if (isList)
        {
            return FeedScope.List;
        }

        var codes = reader.Texts("municipalities").Select(value => value.Text).ToList();
        if (codes.TrueForAll(code => ConfigurationPatterns.Municipality.IsMatch(code)))
        {
            return codes.Count == 0 ? null : new FeedScope(codes);
        }

        reader.Fault("municipalities", "expected numbers of municipalities, three digits each", "Example: [\"205\", \"290\"].");
        return null;
    }

    private static Rhythm? RhythmOf(SectionReader reader)
    {
        var time = reader.Text("time", ConfigurationPatterns.Time, "a time of day as HH:mm", required: false);
        var at = DefaultTime;
        if (time is not null && !TimeOnly.TryParseExact(time, "HH:mm", out at))
        {
            reader.Fault("time", $"there is no time of day \"{time}\", expected was HH:mm up to 23:59", "Correct the time.");
            return null;
        }

        try
        {
            return new Rhythm(reader.Text("rhythm", required: false) ?? DefaultRule, at, Start);
        }
        catch (FormatException e)
        {
            reader.Fault("rhythm", $"the rhythm does not parse: {e.Message}", "Example: FREQ=DAILY.");
            return null;
        }
    }

    private static string? PathIfAny(SectionReader reader, string key, Func<SectionReader?, string, string, string> pathOf) =>
        reader.Text(key, required: false) is null ? null : pathOf(reader, key, key);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }

    [GeneratedRegex(@"^[^/\s]+/[^/\s]+/[^/\s]+(/[^/\s]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex XRoadClient { get; }
}
