using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Windows;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Server.Words;

/// <summary>
/// The words of the pages in one language, from <c>PageWords.resx</c> and its languages beside it. A property is a key of the same name;
/// words for values of an enumeration have keys such as <c>State.Overdue</c>, words that agree with a count end in <c>.One</c> and
/// <c>.Other</c>.
/// </summary>
internal sealed class SiteWords
{
    private readonly ResourceSet words;
    private readonly ResourceSet? alerts;

    private readonly Languages languages;
    private readonly string root = "";

    /// <param name="language">Its code.</param>
    /// <param name="languages">Which it is one of.</param>
    internal SiteWords(string language, Languages languages)
    {
        this.languages = languages;
        var culture = CultureInfo.GetCultureInfo(language);
        Code = language;
        words = SetOf("PageWords", culture) ?? throw new InvalidOperationException($"There are no words in {language}.");
        alerts = SetOf("AlertWords", culture);
    }

    private SiteWords(SiteWords of, string root) =>
        (words, alerts, languages, Code, this.root) = (of.words, of.alerts, of.languages, of.Code, root);

    /// <summary>As in <c>&lt;html lang&gt;</c>.</summary>
    public string Code { get; }

    /// <summary>The other languages that a page may be read in.</summary>
    internal IEnumerable<SiteWords> Others => languages.All.Where(other => other != this);

    public string LanguageName => Text();

    public string Skip => Text();

    public string LanguageChoice => Text();

    public string AllWell => Text();

    public string AsOf => Text();

    public string Reload => Text();

    public string RefreshOff => Text();

    public string RefreshOn => Text();

    public string ToSeeTo => Text();

    public string WhatToDo => Text();

    /// <summary>With the place of the time.</summary>
    public string Since => Text();

    public string Permits => Text();

    public string NoPermits => Text();

    public string Connections => Text();

    public string ConnectionAndPermit => Text();

    public string LastFetch => Text();

    public string LastKey => Text();

    public string Behind => Text();

    public string FeedSource => Text();

    public string FeedKey => Text();

    /// <summary>When the source last had no more.</summary>
    public string FeedUpToDate => Text();

    public string FeedFailures => Text();

    public string PresumedOrders => Text();

    public string Recipient => Text();

    public string PermitAndRecipient => Text();

    public string Permit => Text();

    public string Product => Text();

    public string Rhythm => Text();

    public string State => Text();

    public string LastDelivery => Text();

    public string NextDelivery => Text();

    public string DueNow => Text();

    public string NoNext => Text();

    public string Sizes => Text();

    public string SizesOverTime => Text();

    public string Legend => Text();

    public string NoDeliveries => Text();

    /// <summary>Of deliveries, when the ledger cannot be read.</summary>
    public string NotKnown => Text();

    public string Pending => Text();

    public string Service => Text();

    public string LastRun => Text();

    public string NoRun => Text();

    public string ExitCodeIs => Text();

    public string UnderWay => Text();

    public string Process => Text();

    public string RegisterKey => Text();

    public string NotReadable => Text();

    public string SharingDwelling => Text();

    public string UnknownRelations => Text();

    public string Configuration => Text();

    public string ConfigurationInForce => Text();

    public string ConfigurationOlder => Text();

    public string Machine => Text();

    public string Deliveries => Text();

    public string Delivery => Text();

    public string Planned => Text();

    public string Composed => Text();

    public string PublishedAt => Text();

    public string Received => Text();

    public string Redelivered => Text();

    public string Withdrawn => Text();

    public string Where => Text();

    public string LeftDrop => Text();

    public string LeftOutbox => Text();

    public string Persons => Text();

    public string Buildings => Text();

    public string Dwellings => Text();

    public string Lines => Text();

    public string Size => Text();

    public string Transliterated => Text();

    public string Shortened => Text();

    public string Window => Text();

    public string WindowOfBase => Text();

    public string WindowOfChanges => Text();

    public string Chain => Text();

    public string Predecessor => Text();

    public string FirstOfChain => Text();

    public string ManifestHash => Text();

    public string Files => Text();

    public string File => Text();

    public string NotComposed => Text();

    public string Receipts => Text();

    public string NoReceipts => Text();

    public string Time => Text();

    public string What => Text();

    public string RecipientsWords => Text();

    public string Back => Text();

    public string NotFound => Text();

    public string NotFoundWhat => Text();

    public string Daily => Text();

    public string Weekly => Text();

    public string EverySecondWeek => Text();

    /// <summary>From Monday on.</summary>
    public string Weekdays => Text();

    /// <summary>From January on.</summary>
    public string Months => Text();

    public string ClockFormat => Text();

    public string TimeFormat => Text();

    public string DayFormat => Text();

    public string ThousandsSeparator => Text();

    public string DecimalSeparator => Text();

    /// <summary>From bytes on, each a thousand times the one before.</summary>
    public string ByteUnits => Text();

    /// <summary>Above a message that is in the program's own language.</summary>
    public string ProgramSays => Text();

    public string ChartToSeeTo => Text();

    public string ChartAsTable => Text();

    internal string NeedsYou(int count) => Plural("NeedsYou", count, Count(count));

    internal string PersonCount(long count) => Plural("PersonCount", count, Count(count));

    internal string BuildingCount(long count) => Plural("BuildingCount", count, Count(count));

    internal string DwellingCount(long count) => Plural("DwellingCount", count, Count(count));

    /// <summary>What a delivery is of, as a heading.</summary>
    internal string UnitsOf(DeliveryOverview delivery) => delivery.Target switch
    {
        "buildings" => Buildings,
        "dwellings" => Dwellings,
        _ => Persons,
    };

    /// <summary>How many a delivery is of; of persons the number alone.</summary>
    internal string UnitCount(DeliveryOverview delivery) => delivery.Target switch
    {
        "buildings" => BuildingCount(delivery.Counts.Persons),
        "dwellings" => DwellingCount(delivery.Counts.Persons),
        _ => Count(delivery.Counts.Persons),
    };

    internal string LineCount(long count) => Plural("LineCount", count, Count(count));

    /// <summary>
    /// What the chart shows: how many deliveries, from when to when, the largest change delivery, how many of them have an alert.
    /// </summary>
    internal string ChartOf(int count, DateTimeOffset from, DateTimeOffset to, long largest, int alerts) => string.Join(' ', new[]
    {
        Plural("Chart", count, Count(count), Day(from), Day(to), Bytes(largest)),
        alerts == 0 ? null : Format(ChartToSeeTo, Count(alerts)),
        ChartAsTable,
    }.OfType<string>());

    internal string WindowOf(DeliveryWindow window) =>
        window.From is { } after
            ? Format(WindowOfChanges, Count(after), Count(window.To))
            : Format(WindowOfBase, Count(window.To));

    internal string KindOf(DeliveryKind kind) => Text($"Kind.{kind}");

    internal string StateOf(DeliveryState state) => Text($"State.{state}");

    internal string ValidityOf(PermitValidity validity) => Text($"Validity.{validity}");

    internal string SourceOf(ReceiptSource source) => Text($"Receipt.{source}");

    internal string AlertOf(AlertKind kind) => Text($"Alert.{kind}");

    /// <summary>What to do, for readers who do not read the program's own message.</summary>
    internal string RemedyOf(AlertKind kind, FailureKind failure, bool isOfInterface) => Text(
        kind != AlertKind.Failed ? $"Remedy.{kind}{(isOfInterface ? ".Interface" : "")}"
        : failure is FailureKind.Transient or FailureKind.Integrity ? $"Remedy.{kind}.{failure}"
        : $"Remedy.{kind}.Other");

    /// <summary>What was found; null when the program's own message is in this language.</summary>
    internal AlertText? Found(AlertGroup group) => alerts is null ? null : AlertText.Of(
        group, this, key => alerts.GetString(key) ?? throw new InvalidOperationException($"AlertWords in {Code} lack \"{key}\"."));

    internal string Count(long count) =>
        count.ToString("N0", CultureInfo.InvariantCulture).Replace(",", ThousandsSeparator, StringComparison.Ordinal);

    internal string Tenths(double value) =>
        value.ToString("0.0", CultureInfo.InvariantCulture).Replace(".", DecimalSeparator, StringComparison.Ordinal);

    /// <summary>An amount with its cents, without the currency.</summary>
    internal string Euros(decimal amount) =>
        amount.ToString("0.00", CultureInfo.InvariantCulture).Replace(".", DecimalSeparator, StringComparison.Ordinal);

    internal string Bytes(long bytes)
    {
        var unit = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3;
        return (unit == 0 ? Count(bytes) : Tenths(bytes / Math.Pow(1000, unit))) + "\u00A0" + ByteUnits.Split(' ')[unit];
    }

    internal string At(DateTimeOffset time) => InFinland(time, TimeFormat);

    internal string Day(DateTimeOffset time) => InFinland(time, DayFormat);

    internal string TitleOf(DeliveryKind kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{KindOf(kind)} {number:000}");

    internal string Month(int month) => Months.Split(' ')[month - 1];

    /// <summary>The same words, with the site's addresses below a path of another site.</summary>
    /// <param name="path">Such as <c>/service</c>.</param>
    internal SiteWords Under(string path) => new(this, path);

    /// <summary>Whether they are those of the status page's own site.</summary>
    internal bool IsOwnSite => root.Length == 0;

    /// <summary>An address of the site in this language.</summary>
    internal string Link(string path) => $"{(!IsOwnSite && path == "/" ? root : root + path)}?lang={Code}";

    internal string LinkTo(DeliveryOverview delivery) => Link(string.Create(CultureInfo.InvariantCulture, $"/deliveries/{delivery.Id}"));

    internal string LinkToPermit(string permit) => Link($"/permits/{permit}");

    internal static string Format(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    /// <summary>Everything that a language has, by key; null when it has none of that name.</summary>
    internal static ResourceSet? SetOf(string name, CultureInfo culture)
    {
        try
        {
            var texts = new ResourceManager($"{typeof(SiteWords).Namespace}.{name}", typeof(SiteWords).Assembly);
            var own = culture.Name == Languages.OfTheProgram ? CultureInfo.InvariantCulture : culture;
            return texts.GetResourceSet(own, createIfNotExists: true, tryParents: false);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }

    private static string InFinland(DateTimeOffset time, string format) =>
        TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone).ToString(format, CultureInfo.InvariantCulture);

    private string Plural(string key, long count, params object[] values) =>
        Format(Text(count == 1 ? $"{key}.One" : $"{key}.Other"), values);

    private string Text([CallerMemberName] string key = "") =>
        words.GetString(key) ?? throw new InvalidOperationException($"PageWords in {Code} lack \"{key}\".");
}
