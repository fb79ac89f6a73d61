using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>Invented persons and what deliveries say of them.</summary>
internal static class People
{
    internal static string Code(int number) =>
        PersonalIdentityCode.Create(new DateOnly(1990, 1, 1).AddDays(number % 3000), '-', 900 + (number / 3000)).ToString();

    /// <summary>A full record: name, address, municipality.</summary>
    internal static Record Full(int number, string municipality = "205", params string[] formerCodes)
    {
        var record = Some.Record("1", Code(number), "XXX").With("001", '1', $"hetu={Code(number)}", "voimassaolo=1");
        foreach (var former in formerCodes)
        {
            record.With("001", '1', $"hetu={former}", "voimassaolo=2");
        }

        return record.With("003", '1', "sukupuoli=2").With("004", '1', $"sukunimi=Sukunimi{number}", "etunimet=Aino Öölan")
            .With("101", '1', $"katu_fi=Kauppakatu {number}", "katunumero=5", "huoneistonumero=012", "postinumero=87100", "alkupv=20100500")
            .With("204", '1', $"kuntanumero={municipality}", "muuttopv=20100501");
    }

    internal static Record Change(int number, string kind = "XCF") => Some.Record("0", Code(number), kind);

    internal static Record Leaving(int number, string municipality = "000", string day = "") =>
        Change(number, "XXX").With("204", '1', $"kuntanumero={municipality}", $"muuttopv={day}");

    internal static Record Renamed(int number, string surname) =>
        Change(number, "XDV").With("004", '3', $"sukunimi={surname}", "etunimet=Aino Öölan");
}
