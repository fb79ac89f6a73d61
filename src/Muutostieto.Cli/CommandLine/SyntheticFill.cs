using Muutostieto.Hosting;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Synthetic;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Fills a new register with persons who do not exist.</summary>
internal static class SyntheticFill
{
    /// <summary>The municipalities of counties, from the configuration's reference data.</summary>
    internal static IReadOnlyList<string> MunicipalitiesOf(Installation work, IReadOnlyList<string> counties)
    {
        var directory = work.Configuration.Municipalities;
        return
        [
            .. counties.SelectMany(county =>
                directory.County(county) is not null
                    ? directory.MunicipalitiesOf(county).Select(municipality => municipality.Code)
                    : throw new MuutostietoException(
                        FailureKind.Usage,
                        $"--county: there is no county \"{county}\"; expected 01 to 21, 90 (Helsinki) or 91 (Åland).")),
        ];
    }

    /// <summary>Creates the register.</summary>
    /// <returns>How many persons it holds.</returns>
    internal static long Run(
        Installation work,
        Terminal terminal,
        IReadOnlyList<string> municipalities,
        int? persons,
        ulong seed,
        bool hasBuildings,
        CancellationToken cancellation)
    {
        work.Data.Make();
        var population = new SyntheticPopulation(new PopulationOptions { Municipalities = municipalities, Persons = persons, Seed = seed });
        using var loader = work.Data.Register.Create(
            new RegisterOrigin(RegisterKind.Synthetic, $"synthetic population of {population.Living} persons", (long)seed),
            work.Clock);
        using var progress = new ProgressLine(terminal, "creating", "persons", population.Living);
        var count = 0L;
        if (hasBuildings)
        {
            population.Create(Add, building => loader.AddBuilding(building));
        }
        else
        {
            foreach (var person in population.Create())
            {
                Add(person);
            }
        }

        loader.Complete();
        return count;

        long Add(SyntheticPerson person)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(++count);
            return loader.Add(new NewVersion
            {
                IdentityCode = person.IdentityCode,
                FormerCodes = person.FormerCodes,
                Municipality = person.Municipality,
                Alive = person.Alive,
                NonDisclosureEnd = person.NonDisclosureEnd,
                Document = person.Document,
            });
        }
    }
}
