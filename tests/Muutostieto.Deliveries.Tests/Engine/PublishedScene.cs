using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Lists;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A permit's delivery that lies in the drop, brought as far as a moment.</summary>
internal sealed class PublishedScene : IDisposable
{
    private readonly List<IDisposable> scenes = [];

    private PublishedScene()
    {
    }

    internal EngineScene Engine { get; private set; } = null!;

    /// <summary>Whose address is in the delivery.</summary>
    internal long Resident { get; private set; }

    private Permit Permit => Engine.Permits[0];

    internal Occurrence Latest =>
        Permit.RequireFiles().Rhythm.LatestUntil(Engine.Clock.Now, Permit.RequireFiles().Holidays)
        ?? throw new AssertionException("no occurrence yet");

    internal static async Task<PublishedScene> MakeAsync(bool isList, NonDisclosureRight right)
    {
        var made = new PublishedScene();
        await made.FillAsync(isList, right);
        return made;
    }

    public void Dispose()
    {
        scenes.Reverse();
        scenes.ForEach(made => made.Dispose());
        scenes.Clear();
    }

    private async Task FillAsync(bool isList, NonDisclosureRight right)
    {
        var life = new LifeRegister();
        scenes.Add(life);
        if (isList)
        {
            var list = new ListScene(life, right);
            scenes.Add(list);
            Engine = list.Engine;
            Settle();
            _ = list.Send([.. life.Persons.Select(person => life.Current(person).IdentityCode + "L")]);
            life.Commit();
            await Engine.Engine.TakeInListAsync(Permit, Engine.Observer, CancellationToken.None);
        }
        else
        {
            Engine = new EngineScene(life, EngineScene.Permit("viikko") with { NonDisclosureRight = right });
            scenes.Add(Engine);
            Settle();
        }
    }

    private void Settle()
    {
        Resident = Engine.Events.Born("205");
        _ = Engine.Events.Born("205");
        Engine.Life.Commit();
    }

    /// <summary>A base or a change delivery that holds the Resident's address, as far as the moment says.</summary>
    internal async Task<Delivery> BringToAsync(PublishedMoment moment, bool isChange)
    {
        if (isChange)
        {
            Engine.Ledger.MarkReceived((await BringToAsync(PublishedMoment.Published, isChange: false)).Id, Engine.Clock.Now);
            Engine.Events.ChangeAddress(Resident);
            Engine.Clock.Now = Engine.Clock.Now.AddDays(7);
        }

        var engine = Engine.Engine;
        var delivery = isChange ? engine.Planner.Changes(Permit, Latest) : engine.Planner.InitialBase(Permit);
        if (moment >= PublishedMoment.Composed)
        {
            delivery = engine.ComposePlanned(delivery, Engine.Observer, CancellationToken.None);
        }

        if (moment == PublishedMoment.Begun)
        {
            Engine.Drop.Next = FragileDrop.Fault.StoppedRevealing;
            _ = await Assert.ThrowsAsync<StoppedException>(() => Engine.FinishAsync(delivery));
        }
        else if (moment > PublishedMoment.Begun)
        {
            delivery = await Engine.FinishAsync(delivery);
        }

        switch (moment)
        {
            case PublishedMoment.Refused:
                var now = Engine.Clock.Now;
                delivery = Engine.Ledger.RecordReceipt(delivery.Id, new(ReceiptSource.Refused, now, now, "full", null, "m"));
                break;
            case PublishedMoment.Overdue: delivery = Engine.Ledger.MarkOverdue(delivery.Id); break;
            case PublishedMoment.Received: delivery = Engine.Ledger.MarkReceived(delivery.Id, Engine.Clock.Now); break;
            case PublishedMoment.Continued:
                Engine.Events.ChangeEmail(Engine.Life.Persons.First(person => person != Resident));
                Engine.Ledger.MarkReceived((await Engine.FinishAsync(Engine.Engine.Planner.RequestedChanges(Permit))).Id, Engine.Clock.Now);
                break;
        }

        return delivery;
    }
}
