using System.Globalization;
using Muutostieto.Records.Model;
using Muutostieto.Synthetic.Life.Files;

namespace Muutostieto.Synthetic.Life.Events;

/// <summary>
/// Writes guardianships of adults (306 with 307) and powers of attorney (316 with 317): a change says the whole office with all its
/// holders.
/// </summary>
internal sealed class Offices(LifeWorld world)
{
    private static readonly (string Office, string Holder, string Count)[] Kinds =
    [
        ("306", "307", "edunvalvojien_lkm"),
        ("316", "317", "valtuutettujen_lkm"),
    ];

    /// <summary>Removes a person from the guardianships and powers of attorney that concern another. A guardianship goes on with a public
    /// guardian, a power of attorney ends with its last holder.</summary>
    public void Vacate(PersonFile ward, string holder, DateOnly on, string eventCode, LifeDay day)
    {
        if (!ward.State.IsAlive)
        {
            return;
        }

        var builder = world.Registrar.Change(
            ward,
            eventCode == EventCode.Death ? EventCode.Death : EventCode.AdultGuardianship,
            day,
            eventCode == EventCode.Death ? Role.Other : Role.Self);
        foreach (var (office, holders, count) in Kinds)
        {
            foreach (
                var group in ward.All(office).Where(group => Holders(ward, group).Exists(one => ward.Groups.Text(one, "hetu") == holder)))
            {
                Vacate(builder, ward, group, (holders, count), holder, on, day);
            }
        }

        world.Registrar.Enter(ward, builder);
    }

    /// <summary>Puts a holder's new identity code in the place of the old one.</summary>
    public void Rekey(PersonFile ward, string before, string after, LifeDay day)
    {
        if (!ward.State.IsAlive)
        {
            return;
        }

        var builder = world.Registrar.Change(ward, EventCode.CodeChange, day, Role.Other);
        foreach (var (office, holders, count) in Kinds)
        {
            foreach (var group in ward.All(office))
            {
                var all = Holders(ward, group);
                if (!all.Exists(one => ward.Groups.Text(one, "hetu") == before))
                {
                    continue;
                }

                Head(builder, ward, group, count, all.Count + 1);
                foreach (var one in all.Where(one => ward.Groups.Text(one, "hetu") == before))
                {
                    builder.Copy(ward.Groups, one, ChangeAttribute.Deleted);
                    builder.Copy(ward.Groups, one, ChangeAttribute.Added).Set("hetu", after);
                }

                foreach (var one in all.Where(one => ward.Groups.Text(one, "hetu") != before))
                {
                    builder.Copy(ward.Groups, one, ChangeAttribute.Supplementary);
                }
            }
        }

        world.Registrar.Enter(ward, builder);
    }

    /// <summary>The groups of holders behind the group of an office.</summary>
    public static List<int> Holders(PersonFile ward, int office)
    {
        var holders = new List<int>();
        for (var group = office + 1; group < ward.Groups.GroupCount && ward.Groups.Spec(group).Code is "307" or "317"; group++)
        {
            holders.Add(group);
        }

        return holders;
    }

    /// <summary>The head of an office, with the number of the holders that follow.</summary>
    public static void Head(ChangeBuilder builder, PersonFile ward, int office, string count, int holders)
    {
        var head = builder.Record.Copy(ward.Groups, office, ChangeAttribute.Changed);
        builder.Record.Set(head, count, Two(holders));
    }

    public static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>A public guardian: a legal aid office of an artificial number.</summary>
    public static void PublicGuardian(ChangeBuilder builder, DateOnly since, LifeDay day) => builder.Add("307", ChangeAttribute.Added)
        .Set("oikeusaputoimisto", (900_000 + day.Dice.Between(1, 30)).ToString(CultureInfo.InvariantCulture)).Set("alkupv", since);

    private static void Vacate(
        ChangeBuilder builder,
        PersonFile ward,
        int office,
        (string Code, string Count) holder,
        string code,
        DateOnly on,
        LifeDay day)
    {
        var all = Holders(ward, office);
        var isLast = all.TrueForAll(one => ward.Groups.Text(one, "hetu") == code);
        if (isLast && holder.Code == "317")
        {
            Head(builder, ward, office, holder.Count, all.Count);
            builder.Record.Set(builder.Record.GroupCount - 1, "loppupv", LifeDay.Text(on));
        }
        else
        {
            Head(builder, ward, office, holder.Count, all.Count + (isLast ? 1 : 0));
        }

        if (isLast && holder.Code == "307")
        {
            PublicGuardian(builder, on, day);
        }

        foreach (var one in all)
        {
            if (ward.Groups.Text(one, "hetu") == code)
            {
                builder.Copy(ward.Groups, one, ChangeAttribute.Changed).Set("loppupv", on);
            }
            else
            {
                builder.Copy(ward.Groups, one, ChangeAttribute.Supplementary);
            }
        }
    }
}
