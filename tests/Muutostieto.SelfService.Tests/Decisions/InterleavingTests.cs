using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Tests.Support;

namespace Muutostieto.SelfService.Tests.Decisions;

/// <summary>Whatever several users do in whatever order: one decision, and one file with it.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class InterleavingTests(bool isInDatabase)
{
    private const int Matters = 3;

    [SeededProperty(MaxTest = 15)]
    public void Each_application_has_one_decision_at_most_and_a_file_just_when_it_was_approved(int seed, bool twoPersons)
    {
        using var scene = new Scene(isInDatabase: isInDatabase);
        var random = new Random(seed);
        var applications = new ApplicationService(scene.Store, scene.Open, scene.Clock);
        var decisions = scene.Decisions(twoPersons);
        SelfServiceUser[] customers = [Scene.Customer, Scene.Colleague];
        SelfServiceUser[] operators = [Scene.FirstOperator, Scene.SecondOperator, Scene.Customer with { Roles = [Role.Operator] }];
        var seen = Enumerable.Range(0, Matters)
            .Select(_ => applications.Create(Scene.Customer, Scene.WholeApplication))
            .ToDictionary(draft => draft.Number, draft => new List<int> { draft.Version });
        var approved = new HashSet<long>();
        for (var step = 0; step < 40; step++)
        {
            var number = random.Next(1, Matters + 1);

            // Mostly what was seen last, sometimes what an old tab shows.
            var versions = seen[number];
            var version = random.Next(4) > 0 ? versions[^1] : versions[random.Next(versions.Count)];
            var (customer, decider) = (customers[random.Next(2)], operators[random.Next(3)]);
            var completion = DecisionScene.Completion with { Id = $"lupa-{number}", CustomerNumber = $"{5000 + number}" };
            try
            {
                versions.Add(random.Next(8) switch
                {
                    0 => applications.Save(
                        customer, number, version, Scene.WholeApplication with { Register = $"Rekisteri {step}" }).Version,
                    1 or 2 => applications.Submit(customer, number, version).Version,
                    3 when random.Next(4) == 0 => applications.Withdraw(customer, number, version).Version,
                    3 or 4 => decisions.ApprovePermit(decider, number, version, completion, null).Version,
                    5 => decisions.Confirm(decider, number, version, null).Version,
                    6 when random.Next(3) == 0 => decisions.Refuse(decider, number, version, "ei").Version,
                    6 => decisions.Return(decider, number, version, "täydennä").Version,
                    _ => applications.Find(customer, number).Version,
                });
            }
            catch (Exception refused) when (refused is ChangedMeanwhileException or AccessRefusedException)
            {
                versions.Add(applications.Find(customer, number).Version);
            }

            var listed = applications.List(Scene.Customer, 1).Matters;
            foreach (var matter in listed.Select(each => applications.Find(Scene.Customer, each.Number)))
            {
                var final = matter.Decisions.Count(each => each.Verdict is Verdict.Approved or Verdict.Refused);
                var isApproved = matter.State == MatterState.Approved;
                _ = isApproved && approved.Add(matter.Number);
                Assert.That(final, Is.EqualTo(matter.State is MatterState.Approved or MatterState.Refused ? 1 : 0));
                Assert.That(File.Exists(DecisionScene.PermitFile(scene, $"lupa-{matter.Number}")), Is.EqualTo(isApproved));
                Assert.That(isApproved, Is.EqualTo(approved.Contains(matter.Number)), "what is approved stays so");
                if (isApproved && twoPersons)
                {
                    var last = matter.Decisions.TakeLast(2).ToList();
                    Assert.That(last.Select(each => each.Verdict), Is.EqualTo(new[] { Verdict.Agreed, Verdict.Approved }));
                    Assert.That(last.Select(each => each.Operator).Append(matter.Author), Is.Unique);
                }
            }
        }
    }
}
