using System.Text;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Nightly;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Events that change thousands at once: streets renamed, whereabouts unknown; and which municipality is merged.</summary>
internal sealed class MassRuns(LifeWorld world, IRegister register, MassEvents events)
{
    public const string NewInFinnish = "Uusi ";
    public const string NewInSwedish = "Nya ";

    private const string Unknown = "199";
    private const int RenamedInTwenty = 1;
    private const int UnknownInTenThousand = 4;

    /// <summary>The new name of a street; null when it keeps the old one.</summary>
    public static string? NewName(string old, string prefix) =>
        old is { Length: > 0 and < 90 } ? prefix + char.ToLowerInvariant(old[0]) + old[1..] : null;

    public void Happen(LifeDay day)
    {
        if (events.HasFlag(MassEvents.StreetsRenamed) && day.Date is { Month: 5, Day: 15 })
        {
            RenameStreets(day);
        }

        if (events.HasFlag(MassEvents.WhereaboutsUnknown) && day.Date is { Month: 11, Day: 19 })
        {
            LoseWhereabouts(day);
        }
    }

    /// <summary>
    /// The merger of a 1 January: the smallest home municipality into the largest one of its county; null when there are not two.
    /// </summary>
    public MunicipalMerger? MergerOn(DateOnly day)
    {
        if (!events.HasFlag(MassEvents.Merger) || day is not { Month: 1, Day: 1 })
        {
            return null;
        }

        var residents = register.Status().Municipalities;
        var home = world.Data.Municipalities.Where(one => world.Index.Home.Contains(one.Code) && residents.ContainsKey(one.Code)).ToList();
        var smallest = home.OrderBy(one => residents[one.Code]).ThenBy(one => one.Code, StringComparer.Ordinal).FirstOrDefault();
        var largest = home.Where(one => one.County == smallest?.County)
            .OrderByDescending(one => residents[one.Code])
            .ThenBy(one => one.Code, StringComparer.Ordinal)
            .FirstOrDefault();
        return smallest is null || largest is null || smallest == largest ? null : new MunicipalMerger(smallest.Code, largest.Code, day);
    }

    private void RenameStreets(LifeDay day)
    {
        var residents = register.Status().Municipalities.Where(pair => world.Index.Home.Contains(pair.Key)).ToList();
        if (residents.Count == 0)
        {
            return;
        }

        var (municipality, count) = residents.MaxBy(pair => pair.Value);
        var left = count * RenamedInTwenty / 20;
        foreach (var street in StreetsOf(municipality))
        {
            if (left <= 0)
            {
                return;
            }

            left -= Rename(municipality, street, day);
        }
    }

    /// <summary>Street names by residents, most first.</summary>
    private List<string> StreetsOf(string municipality)
    {
        var streets = new SortedDictionary<string, int>(StringComparer.Ordinal);
        register.ScanResidents(register.LatestKey(), [municipality], (in row) =>
        {
            if (StreetOf(row.Document) is { } street)
            {
                streets[street] = streets.GetValueOrDefault(street) + 1;
            }
        });
        return [.. streets.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key)];
    }

    /// <summary>The permanent address precedes all other addresses of a document.</summary>
    private static string? StreetOf(ReadOnlySpan<byte> document)
    {
        if (document.IndexOf("{\"ryhma\":\"101\""u8) is not (>= 0 and var at))
        {
            return null;
        }

        document = document[at..];
        document = document[..document.IndexOf((byte)'}')];
        foreach (var name in (string[])["\"katu_fi\":\"", "\"katu_sv\":\""])
        {
            if (document.IndexOf(Encoding.UTF8.GetBytes(name)) is >= 0 and var start)
            {
                var value = document[(start + name.Length)..];
                return Encoding.UTF8.GetString(value[..value.IndexOf((byte)'"')]);
            }
        }

        return null;
    }

    private int Rename(string municipality, string street, LifeDay day)
    {
        var persons = new List<int>();
        register.ScanResidents(register.LatestKey(), [municipality], (in row) =>
        {
            if (StreetOf(row.Document) == street)
            {
                persons.Add((int)row.PersonId);
            }
        });
        foreach (var person in persons)
        {
            world.Registrar.Clear();
            var file = world.Registrar.Open(person);
            var address = file.All("101")[0];
            var builder = world.Registrar.Change(file, EventCode.Upkeep, day).Copy(file, address, ChangeAttribute.Changed);
            foreach (var (field, prefix) in ((string, string)[])[("katu_fi", NewInFinnish), ("katu_sv", NewInSwedish)])
            {
                if (NewName(file.Groups.Text(address, field), prefix) is { } name)
                {
                    builder.Set(field, name);
                }
            }

            world.Registrar.Enter(file, builder);
        }

        world.Housing.OnRenamed?.Invoke(municipality, street);
        return persons.Count;
    }

    private void LoseWhereabouts(LifeDay day)
    {
        for (var left = (world.Index.Residents.Count * (long)UnknownInTenThousand / 10_000) + 1; left > 0; left--)
        {
            if (world.PickPerson(day, slot => slot.AgeOn(day.Date) > 25) is not { } person)
            {
                continue;
            }

            world.Registrar.Clear();
            var file = world.Registrar.Open(person);
            var builder = world.Registrar.Change(file, EventCode.Upkeep, day)
                .Add("204", ChangeAttribute.Added).Set("kuntanumero", Unknown).Set("muuttopv", day.Date);
            Removals.Former(builder, file, day.Date);
            builder.End(file, "101", day.Date.AddDays(-1)).End(file, "909", day.Date.AddDays(-1));
            world.Registrar.Enter(file, builder);
        }
    }
}
