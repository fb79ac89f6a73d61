using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Cli.Service.Site;

/// <summary>
/// Troubles in Finnish. What the status itself found is said whole; what a run or the reading of a file ended with is free text of the program, which stands below what is said of its kind.
/// </summary>
internal static class FinnishTroubles
{
    internal static TroubleText Of(TroubleGroup group, SiteWords words) => group.First.Kind switch
    {
        TroubleKind.Overdue => Whole(Overdue(group, words)),
        TroubleKind.Refused => Whole(group.Troubles.Count == 1
            ? "Luvansaaja ei onnistunut lataamaan toimitusta."
            : $"Luvansaaja ei onnistunut lataamaan {group.Troubles.Count} toimitusta."),
        TroubleKind.Unclear => Whole(group.Troubles.Count == 1
            ? "Luvansaajan kuittausta ei voi tulkita: ei tiedetä, onko toimitus ladattu."
            : $"{group.Troubles.Count} toimituksen kuittausta ei voi tulkita: ei tiedetä, onko ne ladattu."),
        TroubleKind.Missed => Whole($"Toimitus olisi pitänyt tehdä {words.At(group.First.Since!.Value)}, eikä mikään ajo ole tehnyt sitä."),
        TroubleKind.Configuration => Part("Asetustiedostoissa on virhe."),
        TroubleKind.Clock => Part("Kello on ristiriidassa aiempien ajojen ja toimitusten kanssa: ajoja ei aloiteta."),
        TroubleKind.Data => Part("Datahakemistoa ei voi käyttää."),
        TroubleKind.Log => Part("Lokia ei voi kirjoittaa. Toimitukset jatkuvat."),
        TroubleKind.Exposed => Part("Datahakemisto on avoin koneen muille käyttäjille."),
        TroubleKind.Ledger => Part("Toimitusrekisteriä ei voi lukea: ei tiedetä, mitä on toimitettu."),
        TroubleKind.Register => Part("Rekisteriä ei voi lukea."),
        TroubleKind.Overtaken => Part(group.Troubles.Count == 1
            ? "Luovutuspaikassa on kuittaamaton toimitus, joka kertoo enemmän kuin nyt saa: sen jälkeen on tullut turvakielto tai oikeus on poistunut."
            : $"Luovutuspaikassa on {group.Troubles.Count} kuittaamatonta toimitusta, jotka kertovat enemmän kuin nyt saa: niiden jälkeen on tullut turvakielto tai oikeus on poistunut."),
        TroubleKind.OrderHeld => Part("Turvakieltoja koskevia ilmoituksia odottaa henkilöitä, joita rekisterissä ei ole annetulla tunnuksella."),
        TroubleKind.ImportFailed => Part("Tuonti rekisteriin epäonnistui: mitään sen tiedostoista, turvakieltojakaan, ei ole rekisterissä."),
        TroubleKind.FeedQuiet => Part("Rekisteriin ei ole tuotu mitään uutta asetuksissa sallitussa ajassa."),
        TroubleKind.FeedGap => Part("Rekisterin muutosaineistoja puuttuu juoksevien numeroiden mukaan: myöhempiä on jo tuotu."),
        TroubleKind.Chain when group.First.Delivery is null => Part("Auditointiketjun tarkistus löysi ristiriidan."),
        TroubleKind.Chain => Part("Toimitusten ketjussa on ristiriita."),
        _ => Part(Failed(group.First)),
    };

    private static string Overdue(TroubleGroup group, SiteWords words) => group.Troubles.Count == 1
        ? $"Toimitus luovutettiin {words.At(group.First.Delivery!.HandedOver!.Value)}, eikä sitä ole noudettu eikä kuitattu."
        : $"{group.Troubles.Count} toimitusta on noutamatta ja kuittaamatta. Ensimmäinen luovutettiin {words.At(group.First.Delivery!.HandedOver!.Value)}.";

    private static string Failed(Trouble trouble)
    {
        var what = trouble.Permit is null ? "Viimeisin ajo jäi kesken" : "Luvan käsittely epäonnistui viimeisimmässä ajossa";
        return trouble.ExitCode switch
        {
            ExitCode.TryAgainLater => $"{what} syystä, joka voi mennä ohi: luovutuspaikkaan ei saatu yhteyttä, tai jokin oli varattuna.",
            ExitCode.Usage => $"{what}: asetuksissa tai luvassa on korjattavaa.",
            ExitCode.Integrity => $"{what}: tiedot ovat ristiriidassa keskenään.",
            _ => $"{what}.",
        };
    }

    private static TroubleText Whole(string text) => new(text, true);

    private static TroubleText Part(string text) => new(text, false);
}
