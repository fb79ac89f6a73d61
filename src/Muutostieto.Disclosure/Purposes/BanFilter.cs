using System.Text;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Model;

namespace Muutostieto.Disclosure.Purposes;

/// <summary>
/// Says of a person's record whether a ban keeps it from one purpose. A ban is in force from its first day on until the day before its end
/// day; without a first day always, without an end day (none, 00000000, 99990000) until further notice. Of a date of which a part is
/// unknown the reading counts that keeps the ban in force longest. A ban of an unknown kind stops whatever any ban stops.
/// </summary>
public sealed class BanFilter
{
    /// <summary>The group of the bans.</summary>
    public const string Group = "910";

    private static readonly string[] Codes =
        ["SUORAMARKKINOINTI", "SUKUTUTKIMUS", "HENKILOMATRIKKELI", "YHTEYSTIETOJEN_LUOVUTUS", "ASIAKASREKISTERIN_PAIVITYS"];

    private readonly byte[][] harmless;
    private readonly DateOnly day;

    /// <param name="purpose">What the data is for.</param>
    /// <param name="user">Who uses the data.</param>
    /// <param name="day">The day on which bans must be in force.</param>
    public BanFilter(Purpose purpose, DataUser user, DateOnly day)
    {
        this.day = day;
        IsNeeded = BanRule.IsEverStopped(purpose, user);
        harmless =
        [
            .. Enum.GetValues<DisclosureBan>()
                .Where(ban => !BanRule.Stops(ban, purpose, user))
                .Select(ban => Encoding.ASCII.GetBytes(Codes[(int)ban])),
        ];
    }

    /// <summary>Whether any ban stops the purpose: where not, records need no group of bans.</summary>
    public bool IsNeeded { get; }

    /// <summary>The code of a ban in group 910.</summary>
    public static string CodeOf(DisclosureBan ban) => Codes[(int)ban];

    /// <summary>Whether a ban in force stops the purpose.</summary>
    /// <param name="record">Has passed a gate that lets group 910 through.</param>
    /// <param name="countsFuture">Whether a ban counts that has yet to begin.</param>
    public bool Stops(RecordView record, bool countsFuture = false)
    {
        if (!IsNeeded)
        {
            return false;
        }

        for (var group = record.IndexOf(Group); group >= 0; group = record.IndexOf(Group, group + 1))
        {
            if (!IsHarmless(record.Value(group, "laji"))
                && (countsFuture || HasBegun(record.Value(group, "alkupv")))
                && !HasEnded(record.Value(group, "loppupv")))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsHarmless(ReadOnlySpan<byte> code)
    {
        foreach (var other in harmless)
        {
            if (code.SequenceEqual(other))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasBegun(ReadOnlySpan<byte> begin) =>
        !PartialDate.TryParse(begin, out var date) || date.Earliest is not { } earliest || earliest <= day;

    private bool HasEnded(ReadOnlySpan<byte> end) =>
        PartialDate.TryParse(end, out var date) && date.Latest is { } latest && latest <= day;
}
