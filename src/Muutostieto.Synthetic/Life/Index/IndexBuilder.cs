using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Json;
using Muutostieto.Register;
using Muutostieto.Synthetic.Codes;
using Muutostieto.Synthetic.Life.Files;
using Muutostieto.Synthetic.Reference;

namespace Muutostieto.Synthetic.Life.Index;

/// <summary>Reads the living once: into the index, their codes into the allocator, their streets into the housing.</summary>
internal sealed class IndexBuilder(
    GroupCatalog catalog,
    ReferenceData data,
    PersonIndex index,
    IdentityCodeAllocator codes,
    Housing housing)
{
    private const int HomeShareInThousand = 200;

    /// <summary>
    /// Where people may live who are alive and live in no municipality. Those who have no number at all have merged into others.
    /// </summary>
    private static readonly string[] NoMunicipality = ["198", "199", "200"];

    public void Build(IRegister register, IEnumerable<string> formerMunicipalities, CancellationToken cancellation)
    {
        foreach (var municipality in HomeOf(register.Status().Municipalities))
        {
            index.AddHome(municipality);
        }

        var reader = new JsonRecordReader(catalog);
        var file = new PersonFile();
        string[] everywhere =
        [
            .. data
                .Municipalities.Select(one => one.Code)
                .Concat(formerMunicipalities)
                .Concat(NoMunicipality)
                .Distinct(StringComparer.Ordinal),
        ];
        register.ScanResidents(
            register.LatestKey(),
            everywhere,
            (in row) =>
            {
                reader.Read(row.Document, file.Groups);
                file.Reset((int)row.PersonId);
                index.Note(file);
                Take(file.Code);
                foreach (var former in file.State.FormerCodes)
                {
                    Take(former);
                }

                housing.Note(file);
            },
            cancellation);
    }

    /// <summary>
    /// A register holds the whole population of some municipalities and, in time, movers in others: those where it has a fifth or more of
    /// the share that it has of the best held one.
    /// </summary>
    private IEnumerable<string> HomeOf(IReadOnlyDictionary<string, long> residents)
    {
        var shares = residents
            .Where(pair => data.Municipalities.Any(one => one.Code == pair.Key))
            .Select(pair =>
                (Code: pair.Key, Persons: pair.Value, Share: pair.Value * 1_000_000 / Math.Max(1, data.Municipality(pair.Key).Population)))
            .ToList();
        if (shares.Count == 0)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                "the register has no living resident of a municipality that is known here; a life needs residents.")
            {
                Remedy = new SyntheticRemedy.CreateResidents(),
            };
        }

        var largest = shares.MaxBy(one => one.Persons);
        return shares
            .Where(one =>
                one.Share * 1000 >= largest.Share * HomeShareInThousand && (one.Persons >= 5 || one.Persons * 100 >= largest.Persons))
            .Select(one => one.Code);
    }

    private void Take(string code)
    {
        if (PersonalIdentityCode.TryParse(code, out var parsed))
        {
            codes.Take(parsed);
        }
    }
}
