using System.Globalization;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Dates;

namespace Muutostieto.Cli.Service.Site;

/// <summary>The words of the page in one language. Every one is required, so that no language lacks any.</summary>
internal sealed partial record SiteWords
{
    internal static IReadOnlyList<SiteWords> All => [Finnish, English];

    /// <summary>As in <c>&lt;html lang&gt;</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The other language's code and name, for the link to it.</summary>
    public required (string Code, string Name) Other { get; init; }

    public required string Title { get; init; }

    public required string Skip { get; init; }

    public required string LanguageChoice { get; init; }

    public required string AllWell { get; init; }

    public required Func<int, string> NeedsYou { get; init; }

    public required string AsOf { get; init; }

    public required string Reload { get; init; }

    public required string ToSeeTo { get; init; }

    public required string WhatToDo { get; init; }

    public required string Since { get; init; }

    public required string Permits { get; init; }

    public required string NoPermits { get; init; }

    public required string Recipient { get; init; }

    public required string PermitAndRecipient { get; init; }

    public required string Permit { get; init; }

    public required string Product { get; init; }

    public required string Rhythm { get; init; }

    public required string State { get; init; }

    public required string LastDelivery { get; init; }

    public required string NextDelivery { get; init; }

    public required string DueNow { get; init; }

    public required string NoNext { get; init; }

    public required string Sizes { get; init; }

    public required string SizesOverTime { get; init; }

    public required string Legend { get; init; }

    public required string NoDeliveries { get; init; }

    /// <summary>Of deliveries, when the ledger cannot be read.</summary>
    public required string NotKnown { get; init; }

    public required string Pending { get; init; }

    public required string Service { get; init; }

    public required string LastRun { get; init; }

    public required string NoRun { get; init; }

    public required string ExitCodeIs { get; init; }

    public required string UnderWay { get; init; }

    public required string Process { get; init; }

    public required string RegisterKey { get; init; }

    public required string SharingDwelling { get; init; }

    public required string UnknownRelations { get; init; }

    public required string NotReadable { get; init; }

    public required string Configuration { get; init; }

    public required string ConfigurationInForce { get; init; }

    public required string ConfigurationOlder { get; init; }

    public required string Machine { get; init; }

    public required string Deliveries { get; init; }

    public required string Delivery { get; init; }

    public required string Kind { get; init; }

    public required string Planned { get; init; }

    public required string Composed { get; init; }

    public required string HandedOver { get; init; }

    public required string Received { get; init; }

    public required string Redelivered { get; init; }

    public required string Withdrawn { get; init; }

    public required string Where { get; init; }

    public required string LeftDrop { get; init; }

    public required string LeftOutbox { get; init; }

    public required string Persons { get; init; }

    public required string Lines { get; init; }

    public required string Size { get; init; }

    public required string Transliterated { get; init; }

    public required string Shortened { get; init; }

    public required string Window { get; init; }

    public required Func<long?, long, SiteWords, string> WindowOf { get; init; }

    public required string Chain { get; init; }

    public required string Predecessor { get; init; }

    public required string FirstOfChain { get; init; }

    public required string ManifestHash { get; init; }

    public required string Files { get; init; }

    public required string File { get; init; }

    public required string NotComposed { get; init; }

    public required string Receipts { get; init; }

    public required string NoReceipts { get; init; }

    public required string Time { get; init; }

    public required string What { get; init; }

    public required string RecipientsWords { get; init; }

    public required string Back { get; init; }

    public required string NotFound { get; init; }

    public required string NotFoundWhat { get; init; }

    public required string Daily { get; init; }

    public required string Weekly { get; init; }

    public required string EverySecondWeek { get; init; }

    /// <summary>From Monday on.</summary>
    public required string Weekdays { get; init; }

    public required string ClockFormat { get; init; }

    /// <summary>From January on.</summary>
    public required string Months { get; init; }

    public required Func<DateTimeOffset, SiteWords, string> TimeOf { get; init; }

    public required Func<DateTimeOffset, SiteWords, string> DayOf { get; init; }

    public required char Thousands { get; init; }

    public required char Decimal { get; init; }

    public required IReadOnlyList<string> ByteUnits { get; init; }

    public required Func<DeliveryKind, string> KindOf { get; init; }

    public required Func<DeliveryState, string> StateOf { get; init; }

    public required Func<PermitValidity, string> ValidityOf { get; init; }

    public required Func<ReceiptSource, string> SourceOf { get; init; }

    public required Func<TroubleKind, string> TroubleOf { get; init; }

    /// <summary>Above a message that stands in the program's own language.</summary>
    public required string ProgramSays { get; init; }

    /// <summary>What was found, in the page's language; null when the program's own message says it in that language.</summary>
    public required Func<TroubleGroup, SiteWords, TroubleText?> Tell { get; init; }

    /// <summary>What to do, for whoever does not read the program's own message.</summary>
    public required Func<TroubleKind, ExitCode, string> RemedyOf { get; init; }

    /// <summary>What the chart shows: how many deliveries, from when to when, the largest change delivery, how many of them have trouble.</summary>
    public required Func<int, string, string, string, int, string> ChartOf { get; init; }

    internal string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', Thousands);

    internal string Bytes(long bytes)
    {
        var unit = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3;
        var value = bytes / Math.Pow(1000, unit);
        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture).Replace('.', Decimal) + "\u00A0" + ByteUnits[unit];
    }

    internal string At(DateTimeOffset time) => TimeOf(TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone), this);

    internal string Day(DateTimeOffset time) => DayOf(TimeZoneInfo.ConvertTime(time, HelsinkiTime.Zone), this);

    internal string TitleOf(DeliveryKind kind, int number) => $"{KindOf(kind)} {Figures(number)}";

    internal string Month(int month) => Months.Split(' ')[month - 1];

    private static string Figures(int number) => CommandLine.Figures.Number(number);
}
