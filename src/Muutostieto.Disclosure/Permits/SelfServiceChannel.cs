namespace Muutostieto.Disclosure.Permits;

/// <summary>What the users of a municipality may pick in the self-service under a permit that has <see cref="OrdersChannel"/>.</summary>
/// <param name="Tasks">At least one, in the order of the permit.</param>
public sealed record SelfServiceChannel(IReadOnlyList<SelfServiceTask> Tasks)
{
    /// <summary>Null when there is none of this id.</summary>
    public SelfServiceTask? Find(string id) => Tasks.FirstOrDefault(task => task.Id == id);
}
