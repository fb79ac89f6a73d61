using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;

namespace Muutostieto.Cli.CommandLine;

/// <summary>A delivery in one line: permit, number, persons, files, bytes, where.</summary>
internal static class DeliveryLine
{
    internal static string Of(Delivery delivery)
    {
        var changed = delivery.Counts is { Transliterated: 0, Shortened: 0 } ? ""
            : $", {Figures.Count(delivery.Counts.Transliterated)} transliterated, {Figures.Count(delivery.Counts.Shortened)} shortened";
        var where = delivery.Place is { } place ? Installation.Shown(place) : "not published";
        return $"{delivery.Permit} {delivery.Kind.WireName()} {Figures.Number(delivery.Number)}: "
            + $"{Figures.Count(delivery.Counts.Persons, DeliveryUnits.One(delivery))}, {Figures.Count(delivery.Files.Count, "file")}, "
            + $"{Figures.Bytes(delivery.Files.Sum(file => file.Bytes))}{changed}, {where}";
    }
}
