import type { JSX } from 'preact';

import type { View } from '../protocol.ts';
import { about } from './about.ts';
import { place } from './address.ts';
import { DoctorView } from './aws/doctor.tsx';
import { TraceView } from './aws/trace.tsx';
import { BindingsView } from './bindings/view.tsx';
import { BreakView } from './break/view.tsx';
import { Empty, Loading } from './empty.tsx';
import { Head } from './head.tsx';
import { KeyList } from './key-list.tsx';
import { Nav } from './nav.tsx';
import { ParkedView } from './parked/view.tsx';
import { PersonView } from './people/person-view.tsx';
import { PeopleView } from './people/view.tsx';
import { ProvidersView } from './providers/view.tsx';
import { QuestionDialog } from './question.tsx';
import { aboutError } from './start.ts';
import { Toasts } from './toasts.tsx';
import { WebhookView } from './webhook/view.tsx';
import { WebhooksView } from './webhooks/view.tsx';

export function App() {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the view
      </a>
      <Head />
      <Nav />
      <main id="main" tabIndex={-1}>
        {about.value ? <Shown /> : <Loading error={aboutError.value} />}
      </main>
      <Toasts />
      <QuestionDialog />
      <KeyList />
    </>
  );
}

function Shown() {
  const here = place.value;
  if (!here || !about.value?.views.includes(here.view)) return <Nowhere />;
  const { draw, drawOne } = VIEWS[here.view];
  return here.id === undefined ? draw() : (drawOne?.(here.id) ?? <Nowhere />);
}

interface Drawn {
  draw(): JSX.Element;
  drawOne?(id: string): JSX.Element;
}

const VIEWS: Readonly<Record<View, Drawn>> = {
  webhooks: { draw: () => <WebhooksView />, drawOne: (id) => <WebhookView id={id} key={id} /> },
  parked: { draw: () => <ParkedView /> },
  people: { draw: () => <PeopleView />, drawOne: (id) => <PersonView id={id} key={id} /> },
  providers: { draw: () => <ProvidersView /> },
  bindings: { draw: () => <BindingsView /> },
  break: { draw: () => <BreakView /> },
  trace: { draw: () => <TraceView /> },
  doctor: { draw: () => <DoctorView /> },
};

function Nowhere() {
  return (
    <>
      <h1>Nothing here</h1>
      <Empty title="This address leads nowhere.">
        <p>The views that there are stand in the navigation.</p>
      </Empty>
    </>
  );
}
