using System.Text.Json.Nodes;

namespace Muutostieto.Interface.Documents;

/// <summary>Answers as the OpenAPI document shows them. The persons are invented.</summary>
internal static class AnswerExamples
{
    private const string Change =
        """
        {
          "henkilotunnus": "010190-900X", "muutospv": "2026-01-09T22:00:00.000Z",
          "tietoryhmat": [
            {
              "tietoryhma": "KOTIKUNTA", "muutosattribuutti": "MUUTETTU", "kuntakoodi": "205",
              "kuntaanMuuttopv": { "arvo": "2026-01-05", "tarkkuus": "PAIVA" },
              "kuntaanMuuttoPv": { "arvo": "2026-01-05", "tarkkuus": "PAIVA" }
            },
            {
              "tietoryhma": "SAHKOPOSTIOSOITE", "muutosattribuutti": "POISTETTU", "sahkopostiosoite": "aino@posti.example",
              "voimassaolevatTiedot": []
            }
          ]
        }
        """;

    private const string Person =
        """
        {
          "henkilotunnus": "010190-900X",
          "tietoryhmat": [
            {
              "tietoryhma": "HENKILON_NIMI", "etunimi": "Aino", "sukunimi": "Saari", "etunimiUTF8": "Aino", "sukunimiUTF8": "Šaari"
            },
            {
              "tietoryhma": "TURVAKIELTO", "turvaLoppuPv": { "arvo": "2027-04-29", "tarkkuus": "PAIVA" },
              "turvakieltoAktiivinen": true
            },
            { "tietoryhma": "KOTIKUNTA", "turvakiellonAlaisetKentat": ["kuntakoodi", "kuntaanMuuttopv"] }
          ]
        }
        """;

    /// <summary>An answer of a schema: a new object each time.</summary>
    internal static JsonNode Of(string schema) => JsonNode.Parse(schema switch
    {
        "Kirjausavain" => """{ "viimeisinKirjausavain": 100000021 }""",
        "Muutokset" => $$"""{ "viimeisinKirjausavain": 100000034, "muutokset": [{{Change}}], "ajanTasalla": false }""",
        "Perustiedot" => $$"""{ "ajanTasalla": true, "perustiedot": [{{Person}}] }""",
        "PerustiedotVko" => $$"""{ "ajanTasalla": true, "poimintapv": "2026-01-11", "perustiedot": [{{Person}}] }""",
        "Problem" =>
            """
            {
              "type": "urn:muutostieto:problem:malformed-request", "title": "The request is not what the call expects.", "status": 400,
              "detail": "hetulista[1]: expected a text", "place": "hetulista[1]"
            }
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(schema), schema, null),
    })!;
}
