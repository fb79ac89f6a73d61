using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Buildings;

namespace Muutostieto.Disclosure.Buildings;

/// <summary>
/// Who lives in which dwelling as of a key: permanently by the dwelling id (909), for a time by the temporary address (102), which has no
/// dwelling id and counts where street, number, postal code and dwelling are the same. Ids alone, which no gate has judged yet. Memory is
/// 24 bytes a resident.
/// </summary>
public sealed class DwellingResidents
{
    private const string DwellingId = "909";
    private const int KeyLength = 16;
    private static readonly byte[][] Asked = [Encoding.ASCII.GetBytes(PersonAddress.Temporary), Encoding.ASCII.GetBytes(DwellingId)];

    private readonly List<UInt128> dwellings;
    private readonly List<long> persons;
    private readonly Dictionary<string, List<long>> guests = new(StringComparer.Ordinal);

    private DwellingResidents(int residents) => (dwellings, persons) = (new List<UInt128>(residents), new List<long>(residents));

    /// <summary>Reads every living resident of the register once.</summary>
    /// <param name="register">Open for reading.</param>
    /// <param name="layouts">The layouts of persons.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="day">The day on which an address must be in force.</param>
    /// <param name="municipalities">Numbers of three digits, in addition to those that have residents now.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static DwellingResidents Of(
        IRegister register,
        GroupCatalog layouts,
        JournalKey asOf,
        DateOnly day,
        IReadOnlyList<string> municipalities,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(register);
        var status = register.Status();
        var (found, reader, record) = (new DwellingResidents((int)status.Living), new JsonRecordReader(layouts), new Record());
        var registered = Encoding.ASCII.GetBytes(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

        // One municipality after the other: those who share a building lie near each other.
        foreach (var municipality in status.Municipalities.Keys.Union(municipalities))
        {
            register.ScanResidents(asOf, [municipality], Visit, cancellation);
        }

        found.Sort();
        return found;

        void Visit(in ResidentRow row)
        {
            reader.ReadGroups(row.Document, record, Asked);
            record.Set(HeaderField.Registered, registered);
            found.Add(row.PersonId, record);
        }
    }

    /// <summary>Those who live permanently in a dwelling.</summary>
    /// <param name="code">A code of the building, in force or former.</param>
    /// <param name="place">Where the dwelling is in it.</param>
    internal ReadOnlySpan<long> PermanentOf(string code, DwellingPlace place)
    {
        var sorted = CollectionsMarshal.AsSpan(dwellings);
        if (KeyOf(code, place) is not { } key || sorted.BinarySearch(key) is not (>= 0 and var first))
        {
            return [];
        }

        var last = first;
        for (; first > 0 && sorted[first - 1] == key; first--)
        {
        }

        for (; last < sorted.Length - 1 && sorted[last + 1] == key; last++)
        {
        }

        return CollectionsMarshal.AsSpan(persons).Slice(first, last - first + 1);
    }

    /// <summary>Those whose temporary address it is.</summary>
    /// <param name="key"><see cref="PersonAddress.Key"/> of the dwelling.</param>
    internal IReadOnlyList<long> TemporaryOf(string key) => guests.GetValueOrDefault(key) ?? [];

    private void Add(long person, Record record)
    {
        RecordView view = record;
        if (view.AllOf(DwellingId).Where(group => PersonAddress.IsLivedAt(record, group)).DefaultIfEmpty(-1).First() is >= 0 and var home
            && KeyOf(record, home) is { } key)
        {
            dwellings.Add(key);
            persons.Add(person);
        }

        foreach (var group in view.AllOf(PersonAddress.Temporary).Where(group => PersonAddress.IsLivedAt(record, group)))
        {
            AddGuest(person, record, group);
        }
    }

    private void AddGuest(long person, Record record, int group)
    {
        foreach (var key in PersonAddress.Keys(record, group))
        {
            if (!guests.TryGetValue(key, out var there))
            {
                guests.Add(key, there = []);
            }

            there.Add(person);
        }
    }

    private void Sort() => CollectionsMarshal.AsSpan(dwellings).Sort(CollectionsMarshal.AsSpan(persons));

    private static UInt128? KeyOf(Record record, int home)
    {
        try
        {
            return KeyOf(record.Text(home, "rakennustunnus"), DwellingPlace.OfResidence(record, home));
        }
        catch (FormatException)
        {
            // No identifier of a dwelling: the person lives in none that is known.
            return null;
        }
    }

    private static UInt128? KeyOf(string code, DwellingPlace place)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        var text = code + place;
        return text.Length == KeyLength && Ascii.IsValid(text)
            ? Encoding.ASCII.GetBytes(text, key) == KeyLength ? BinaryPrimitives.ReadUInt128BigEndian(key) : null
            : null;
    }
}
