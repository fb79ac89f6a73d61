using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using Muutostieto.Records.Dates;

namespace Muutostieto.Hosting.Reports;

/// <summary>
/// The words of a person's report in one language, from <c>ReportWords.resx</c> and its languages beside it. A property is a key of the
/// same name.
/// </summary>
public sealed class ReportWords
{
    private const string Neutral = "en";

    private readonly ResourceSet words;
    private readonly GroupWords groups;

    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="groups">The names of groups.</param>
    public ReportWords(string language, GroupWords groups)
    {
        ArgumentNullException.ThrowIfNull(language);
        (Code, this.groups) = (language, groups);
        words = SetOf(language) ?? throw new ArgumentException($"There are no words in {language}.", nameof(language));
    }

    /// <summary>The first one is the report's when none is asked for.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["fi", "sv", "en"];

    /// <summary>As in <c>&lt;html lang&gt;</c>.</summary>
    public string Code { get; }

    internal string Title => Text();

    internal string Law => Text();

    internal string NotWhole => Text();

    internal string When => Text();

    internal string Recipient => Text();

    internal string Customer => Text();

    internal string Service => Text();

    internal string Purpose => Text();

    internal string Task => Text();

    internal string Basis => Text();

    internal string Data => Text();

    internal string Note => Text();

    /// <summary>What is said before the list: what it is, whether it is whole, and what it cannot have.</summary>
    internal IEnumerable<string> Before(PersonReport report)
    {
        yield return Format(Text("Made"), Time(report.Made), report.Entry);
        yield return Format(Text("About"), report.Years);
        if (!report.IsWhole)
        {
            yield return NotWhole;
        }

        foreach (var (key, count) in new[]
            {
                ("Purged", report.Purged), ("PurgedAnswers", report.PurgedAnswers), ("Unaudited", (long)report.Unaudited),
            }.Where(each => each.Item2 > 0))
        {
            yield return Format(Text($"{key}.{(count == 1 ? "One" : "Other")}"), count);
        }

        if (report.Disclosures.Count == 0)
        {
            yield return Text(
                report is { IsWhole: true, Purged: 0, PurgedAnswers: 0, Unaudited: 0 } ? "None" : "NoneLegible");
        }
    }

    /// <summary>The rows of a disclosure: what a value is, and the value.</summary>
    internal IEnumerable<(string Name, string Value)> RowsOf(ReportedDisclosure disclosure)
    {
        yield return (When, WhenOf(disclosure));
        yield return (Recipient, disclosure.Recipient);
        if (disclosure.Customer is { } customer)
        {
            yield return (Customer, customer);
        }

        yield return (Service, Text($"Service.{disclosure.Service}"));
        yield return (Purpose, Text($"Purpose.{disclosure.Purpose?.ToString() ?? "None"}"));
        if (disclosure.Task is { } task)
        {
            yield return (Task, task.NameIn(Code));
        }

        yield return (
            Basis,
            disclosure.Decision is { } decision
                ? Format(Text("PermitDecision"), disclosure.Permit, decision)
                : Format(Text("Permit"), disclosure.Permit));
        yield return (Data, DataOf(disclosure));
        if (string.Join("; ", NotesOf(disclosure)) is { Length: > 0 } notes)
        {
            yield return (Note, notes);
        }
    }

    /// <summary>Everything that a language has, by key; null when it has none.</summary>
    internal static ResourceSet? SetOf(string language)
    {
        try
        {
            return new ResourceManager(typeof(ReportWords)).GetResourceSet(
                language == Neutral ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language),
                createIfNotExists: true,
                tryParents: false);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }

    private static string Format(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private string WhenOf(ReportedDisclosure disclosure) => disclosure.Answers == 1
        ? Time(disclosure.At)
        : $"{InFinland(disclosure.At, Text("DayFormat"))}, {Format(Text("Answers"), disclosure.Answers)}";

    private string DataOf(ReportedDisclosure disclosure) => disclosure.Groups.Count == 0
        ? Text("NoGroups")
        : string.Join("; ", disclosure.Groups.Select(code => groups.Of(code, Code) ?? Format(Text("UnknownGroup"), code)));

    private IEnumerable<string> NotesOf(ReportedDisclosure disclosure)
    {
        if (disclosure.IsNotInLedger && disclosure.Service != ReportService.Interface)
        {
            yield return Text("NotInLedger");
        }

        if (disclosure.IsUnfinished)
        {
            yield return Text("Unfinished");
        }

        if (disclosure.Redelivered is { } redelivered)
        {
            yield return Format(Text("Redelivered"), Time(redelivered));
        }

        if (disclosure.Withdrawn is { } withdrawn)
        {
            yield return Format(Text("Withdrawn"), Time(withdrawn));
        }

        if (disclosure.IsOfDuplicate)
        {
            yield return Text("OfDuplicate");
        }
    }

    private string Time(DateTimeOffset time) => InFinland(time, Text("TimeFormat"));

    private static string InFinland(DateTimeOffset time, string format) =>
        TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone).ToString(format, CultureInfo.InvariantCulture);

    private string Text([CallerMemberName] string key = "") =>
        words.GetString(key) ?? throw new InvalidOperationException($"ReportWords in {Code} lack \"{key}\".");
}
