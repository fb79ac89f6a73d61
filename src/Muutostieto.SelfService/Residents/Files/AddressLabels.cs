using System.Text;
using Muutostieto.Records.Places;

namespace Muutostieto.SelfService.Residents.Files;

/// <summary>
/// The labels of a delivered package, in its order: a person's postal address, else the permanent one, in Swedish for who has Swedish as
/// mother tongue where the list says it. Who has no address in the list, because it is masked or there is none, has no label.
/// </summary>
internal static class AddressLabels
{
    private const int PostalCodeDigits = 5;

    /// <param name="package">The delivered CSV package.</param>
    /// <param name="today">An address that ended before it is none.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The labels, and how many persons have none.</returns>
    internal static (IReadOnlyList<AddressLabel> Labels, int Without) Of(Stream package, DateOnly today, CancellationToken cancellation)
    {
        var names = ByPerson(package, "004", NameOf, today);
        var swedish = ByPerson(package, "002", table => table.Value("kielikoodi") == "sv" ? "sv" : null, today);
        var towns = PostTowns.Shipped();
        var permanent = ByPerson(package, "101", table => AddressOf(table, PermanentStreet, towns), today);
        var postal = ByPerson(package, "103", table => AddressOf(table, PostalStreet, towns), today);
        var (labels, without) = (new List<AddressLabel>(), 0);
        using var persons = DeliveredTable.OpenPersons(package);
        while (persons.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var code = persons.Value(DeliveredTable.IdentityCode);
            if (names.GetValueOrDefault(code) is { } name
                && (postal.GetValueOrDefault(code) ?? permanent.GetValueOrDefault(code)) is { } address)
            {
                var lines = swedish.ContainsKey(code) ? address.Swedish : address.Finnish;
                labels.Add(new AddressLabel(name, lines.Street, lines.Town));
            }
            else
            {
                without++;
            }
        }

        return (labels, without);
    }

    /// <summary>What the newest row of each person says in the table of a group; persons that no row is about are missing.</summary>
    private static Dictionary<string, T> ByPerson<T>(Stream package, string group, Func<DeliveredTable, T?> read, DateOnly today)
        where T : class
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        using var table = DeliveredTable.Open(package, name => name.StartsWith(group + "_", StringComparison.Ordinal));
        while (table?.Read() == true)
        {
            if (!HasEnded(table.Value("loppupv"), today) && read(table) is { } value)
            {
                found[table.Value(DeliveredTable.IdentityCode)] = value;
            }
        }

        return found;
    }

    private static bool HasEnded(string end, DateOnly today) =>
        end.Length > 0
        && string.CompareOrdinal(end, today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) < 0;

    private static string? NameOf(DeliveredTable table) =>
        $"{table.Value("etunimet")} {table.Value("sukunimi")}".Trim() is { Length: > 0 } name ? name : null;

    private static Address? AddressOf(
        DeliveredTable table, Func<DeliveredTable, (string Finnish, string Swedish)> streetOf, PostTowns towns)
    {
        var (finnish, swedish) = streetOf(table);
        var code = table.Value("postinumero");
        if (!finnish.Any(char.IsLetterOrDigit) || !code.Any(digit => digit is >= '1' and <= '9'))
        {
            return null;
        }

        code = code.PadLeft(PostalCodeDigits, '0');
        var town = towns.Of(Encoding.UTF8.GetBytes(code));
        return new Address((finnish, $"{code} {town?.Finnish}".Trim()), (swedish, $"{code} {town?.Swedish}".Trim()));
    }

    private static (string Finnish, string Swedish) PermanentStreet(DeliveredTable table)
    {
        var (fi, sv) = (table.Value("katu_fi"), table.Value("katu_sv"));
        var number = string.Join(
            ' ',
            new[]
            {
                table.Value("katunumero").TrimStart('0'),
                table.Value("porraskirjain") + table.Value("huoneistonumero").TrimStart('0') + table.Value("jakokirjain"),
            }.Where(part => part.Length > 0));
        return (Joined(fi.Length > 0 ? fi : sv), Joined(sv.Length > 0 ? sv : fi));

        string Joined(string street) => street.Any(char.IsLetterOrDigit) ? $"{street} {number}".Trim() : "";
    }

    private static (string Finnish, string Swedish) PostalStreet(DeliveredTable table)
    {
        var (fi, sv) = (table.Value("osoite_fi"), table.Value("osoite_sv"));
        return (fi.Length > 0 ? fi : sv, sv.Length > 0 ? sv : fi);
    }

    private sealed record Address((string Street, string Town) Finnish, (string Street, string Town) Swedish);
}
