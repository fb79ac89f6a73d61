namespace Muutostieto.Synthetic.Life.Events;

/// <summary>Something that happens to people: enters what of it is registered on a day.</summary>
internal interface ILifeEvent
{
    void Happen(LifeDay day);
}
