using Muutostieto.Synthetic.Chances;
using Muutostieto.Synthetic.Documents;

namespace Muutostieto.Synthetic.Buildings;

/// <summary>The groups of a building that depend on each other: measures, heating, equipment, connections, dwellings.</summary>
internal sealed class BuildingGroups(DocumentBuilder document)
{
    private const string Electricity = "04";

    public void WriteMeasures(BuildingMeasures measures)
    {
        if (measures.FloorArea > 0)
        {
            document.Group("941"u8).Number("kerrosala"u8, measures.FloorArea, 7);
        }

        if (measures.TotalArea > 0)
        {
            document.Group("942"u8).Number("kokonaisala"u8, measures.TotalArea, 7);
        }

        if (measures.Volume > 0)
        {
            document.Group("943"u8).Number("tilavuus"u8, measures.Volume, 7);
        }

        if (measures.Storeys > 0)
        {
            document.Group("944"u8).Number("kerrosluku"u8, measures.Storeys, 2);
        }
    }

    public void WriteTechnology(BuildingDraft draft, BuildingMeasures measures, Dice dice)
    {
        var isBlock = draft.Kind == BuildingKind.Block || draft.Kind == BuildingKind.SmallBlock;
        document.Group("945"u8).Code("julkisivumateriaali"u8, isBlock ? dice.Between(1, 2) : dice.Hits(7500) ? 5 : 2);
        document.Group("946"u8).Code("rakennemateriaali"u8, isBlock ? 1 : dice.Hits(8500) ? 4 : 2);
        document.Group("947"u8).Code("rakennustapa"u8, dice.Between(1, 2));
        var (heating, fuel) = Heating(draft.Kind, isBlock, dice);
        document.Group("948"u8).Code("lammitystapa"u8, heating);
        if (fuel.Length > 0)
        {
            document.Group("949"u8).Text("lammitysaine"u8, fuel);
        }

        var hasElectricity = draft.Kind.Heats || fuel == Electricity || dice.Hits(5000);
        var hasWater = draft.Kind.Heats && dice.Hits(9300);
        var hasSewer = hasWater && dice.Hits(9000);
        var hasLift = measures.Storeys >= 4 && dice.Hits(8000);
        WriteEquipment(draft, isBlock, hasElectricity, hasWater, hasSewer, hasLift, dice);
        Flag("960"u8, "kaapeli_verkostoliittymatieto"u8, isBlock || (draft.Kind.Heats && dice.Hits(2500)));
        Flag("962"u8, "sahko_verkostoliittymatieto"u8, hasElectricity);
        Flag("963"u8, "vesijohto_verkostoliittymatieto"u8, hasWater && dice.Hits(9000));
        Flag("964"u8, "viemari_verkostoliittymatieto"u8, hasSewer && dice.Hits(8500));
    }

    public void WriteUnits(BuildingDraft draft, BuildingMeasures measures, Dice dice)
    {
        var tenure = draft.Kind.Class == BuildingKind.House.Class ? 1 : 2;
        foreach (var unit in draft.Units)
        {
            document.Group("968"u8)
                .Text("huoneistotunnus"u8, unit.PermanentId)
                .Code("osoitenumero"u8, 1)
                .Code("huoneistokirjain"u8, unit.Stair)
                .Number("huoneistonumero"u8, unit.Number, 3)
                .Code("jakokirjain"u8, unit.Part)
                .Text("huoneistotyyppi"u8, "01")
                .Code("hallintaperuste"u8, tenure == 1 || dice.Hits(5500) ? tenure : 4)
                .Text("kaytossaolo"u8, unit.IsLivedIn ? "VAKINAISESSA_ASUINKAYTOSSA" : "TYHJILLAAN")
                .Number("pinta_ala"u8, unit.Area, 5)
                .Number("huoneiden_lukumaara"u8, Math.Clamp(unit.Area / 24, 1, 9), 2)
                .Code("keittio"u8, unit.Area < 34 ? 2 : 1)
                .Code("wc_varustetieto"u8, 1)
                .Code("suihku_varustetieto"u8, dice.Hits(9600) ? 1 : 0)
                .Code("sauna_varustetieto"u8, dice.Hits(unit.Number == 0 ? 8500 : 4500) ? 1 : 0)
                .Code("parveke_varustetieto"u8, measures.Storeys > 1 && dice.Hits(6500) ? 1 : 0)
                .Code("lammin_vesi_varustetieto"u8, dice.Hits(9700) ? 1 : 0);
        }
    }

    private static (int Method, string Fuel) Heating(BuildingKind kind, bool isBlock, Dice dice)
    {
        if (isBlock)
        {
            return (1, dice.Hits(9200) ? "01" : "09");
        }

        return (kind.Heats ? dice.Below(10) : dice.Between(7, 9)) switch
        {
            0 or 1 or 2 => (3, Electricity),
            3 => (1, "01"),
            4 => (1, "02"),
            5 => (1, "07"),
            6 => (1, "09"),
            7 => kind.Heats ? (2, Electricity) : (5, ""),
            8 => kind.Heats ? (1, Electricity) : (5, ""),
            _ => (4, "07"),
        };
    }

    private void WriteEquipment(
        BuildingDraft draft, bool isBlock, bool hasElectricity, bool hasWater, bool hasSewer, bool hasLift, Dice dice)
    {
        Flag("950"u8, "sahko_varustetieto"u8, hasElectricity);
        Flag("952"u8, "viemari_varustetieto"u8, hasSewer);
        Flag("953"u8, "vesijohto_varustetieto"u8, hasWater);
        Flag("954"u8, "lammin_vesi_varustetieto"u8, hasWater && hasElectricity);
        Flag("955"u8, "hissi_varustetieto"u8, hasLift);
        Flag("956"u8, "ilmastointi_varustetieto"u8, draft.Kind.Heats && dice.Hits(3000));
        Flag("957"u8, "aurinkopaneeli_varustetieto"u8, hasElectricity && dice.Hits(300));
        var saunas = isBlock ? 1 : draft.Kind == BuildingKind.Sauna || draft.Kind == BuildingKind.Leisure ? 1 : 0;
        if (saunas > 0)
        {
            document.Group("958"u8).Number("saunojen_lukumaara"u8, saunas, 3);
        }

        if (isBlock && draft.Units.Count > 12)
        {
            document.Group("959"u8).Number("vaestosuojan_koko_varustetieto"u8, draft.Units.Count * 2, 5);
        }
    }

    private void Flag(ReadOnlySpan<byte> group, ReadOnlySpan<byte> field, bool isSet)
    {
        if (isSet)
        {
            document.Group(group).Code(field, 1);
        }
    }
}
