using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>What a scan showed of a resident, copied.</summary>
internal sealed record Seen(long PersonId, string IdentityCode, string Municipality, string NonDisclosureEnd, string Document)
{
    public static Seen Of(in ResidentRow row) => new(
        row.PersonId,
        Encoding.UTF8.GetString(row.IdentityCode),
        Encoding.UTF8.GetString(row.Municipality),
        Encoding.UTF8.GetString(row.NonDisclosureEnd),
        Encoding.UTF8.GetString(row.Document));

    public static Seen Of(PersonVersion version) =>
        new(
            version.PersonId,
            version.IdentityCode,
            version.Municipality,
            version.NonDisclosureEnd ?? "",
            Encoding.UTF8.GetString(version.Document.Span));
}

internal static class Reading
{
    public static List<Seen> Residents(this IRegister register, JournalKey asOf, params string[] municipalities)
    {
        var seen = new List<Seen>();
        register.ScanResidents(asOf, municipalities, (in ResidentRow row) => seen.Add(Seen.Of(in row)));
        return seen;
    }

    /// <summary>What <see cref="IRegister.Show"/> shows, copied.</summary>
    public static PersonVersion? Shown(this IRegister register, long person, JournalKey asOf)
    {
        PersonVersion? shown = null;
        var isThere = register.Show(person, asOf, (in VersionRow row) => shown = new PersonVersion(
            row.PersonId,
            row.From,
            row.To,
            Encoding.UTF8.GetString(row.IdentityCode),
            Encoding.UTF8.GetString(row.Municipality),
            row.Alive,
            row.NonDisclosureEnd.IsEmpty ? null : Encoding.UTF8.GetString(row.NonDisclosureEnd),
            row.Document.ToArray())
        { MergedInto = row.MergedInto });
        Assert.That(isThere, Is.EqualTo(shown is not null));
        return shown;
    }

    public static AppendedEntry AppendOne(this IRegisterWriter writer, NewEntry entry)
    {
        using var transaction = writer.Begin();
        var appended = transaction.Append(entry);
        transaction.Commit();
        return appended;
    }
}
