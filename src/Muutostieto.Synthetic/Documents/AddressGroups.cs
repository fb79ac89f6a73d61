using System.Globalization;
using Muutostieto.Synthetic.Places;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Documents;

/// <summary>The groups 101-105 and 204: addresses and the municipality of residence.</summary>
internal sealed class AddressGroups(DocumentBuilder document, ReferenceData data)
{
    private readonly AddressAbroadPicker abroad = new(data);

    /// <returns>The day of moving into the municipality VVVVKKPP, of which a part may be unknown; 0 when there is none.</returns>
    public int Write(Subject subject)
    {
        var (person, dice) = (subject.Person, subject.Dice);
        if (person.Home is { Dwelling: { } dwelling } home)
        {
            var since = home.Since > person.Born ? home.Since : person.Born;
            WriteDwelling("101"u8, dwelling, Digits.OldOf(since, dice), null);
            WriteRareAddresses(subject, dwelling);
            return WriteMunicipality(subject, since);
        }

        if (person.Home is { Abroad: { } abroad } homeAbroad)
        {
            var since = homeAbroad.Since > person.Born ? homeAbroad.Since : person.Born;
            WriteAbroad("104"u8, abroad, since, null);
            return WriteMunicipality(Municipality.AbroadCode, Digits.Of(since));
        }

        // The addresses of the dead have ended; the last municipality stays.
        return WriteMunicipality(subject.Settlement.Municipality.Code, Digits.OldOf(subject.SomeDay(), dice));
    }

    private void WriteRareAddresses(Subject subject, Dwelling home)
    {
        var dice = subject.Dice;
        if (subject.Person.IsAdult && dice.Hits(120))
        {
            // A temporary address is another person's permanent one.
            var host = dice.Pick(subject.Settlement.Adults).Home?.Dwelling;
            if (host is not null && host != home)
            {
                WriteDwelling(
                    "102"u8,
                    host,
                    Digits.Of(subject.Lately(1)),
                    dice.Hits(7000) ? subject.LastDay.AddDays(dice.Between(10, 300)) : null);
            }
        }

        if (dice.Hits(70))
        {
            var box = dice.Between(1, 999);
            var (inFinnish, inSwedish) = (home.Street.Finnish.Length > 0, home.Street.Swedish.Length > 0);
            document.Group("103"u8)
                .Text("osoite_fi"u8, inFinnish ? string.Create(CultureInfo.InvariantCulture, $"PL {box}") : null)
                .Text("osoite_sv"u8, inSwedish ? string.Create(CultureInfo.InvariantCulture, $"PB {box}") : null)
                .Text("postinumero"u8, home.Street.PostalCode)
                .Date("alkupv"u8, subject.Lately(5));
        }

        if (subject.Person.IsAdult && dice.Hits(30))
        {
            WriteAbroad("105"u8, this.abroad.Pick(dice), subject.Lately(1), subject.LastDay.AddDays(dice.Between(20, 360)));
        }
    }

    private void WriteDwelling(ReadOnlySpan<byte> group, Dwelling dwelling, int since, DateOnly? until) =>
        document.Group(group)
            .Text("katu_fi"u8, dwelling.Street.Finnish)
            .Text("katu_sv"u8, dwelling.Street.Swedish)
            .Text("katunumero"u8, dwelling.Number)
            .Code("porraskirjain"u8, dwelling.Stair)
            .Number("huoneistonumero"u8, dwelling.Flat, 3)
            .Code("jakokirjain"u8, dwelling.Part)
            .Text("postinumero"u8, dwelling.Street.PostalCode)
            .Date("alkupv"u8, since)
            .Date("loppupv"u8, until);

    private void WriteAbroad(ReadOnlySpan<byte> group, AddressAbroad address, DateOnly since, DateOnly? until)
    {
        document.Group(group)
            .Text("lahiosoite"u8, address.Line)
            .Text("paikkakunta"u8, address.Town)
            .Text("maa"u8, address.Country)
            .Date("alkupv"u8, since)
            .Date("loppupv"u8, until);
        if (address.CountryName is { } name)
        {
            document.Clarifying("452"u8).Text("teksti"u8, name);
        }
    }

    private int WriteMunicipality(Subject subject, DateOnly homeSince)
    {
        // Who has never moved from another municipality has no day of moving in.
        var (person, dice) = (subject.Person, subject.Dice);
        var movedIn = person.IsBornAbroad || dice.Hits(6500) ? Digits.OldOf(Digits.Between(person.Born, homeSince, dice), dice) : 0;
        return WriteMunicipality(subject.Settlement.Municipality.Code, movedIn);
    }

    private int WriteMunicipality(string code, int movedIn)
    {
        document.Group("204"u8).Text("kuntanumero"u8, code).Date("muuttopv"u8, movedIn);
        return movedIn;
    }
}
